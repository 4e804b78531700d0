// Never lets go, so that only a second Ctrl-C ends the command.
export default () =>
  new Promise(() => {
    process.stderr.write('stuck\n')
    setInterval(() => {}, 1000)
  })
