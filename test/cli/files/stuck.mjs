// Standard output never takes anything, so that only a second Ctrl-C ends the command.
process.stdout.write = () => {
  process.stderr.write('stuck\n')
  return true
}
