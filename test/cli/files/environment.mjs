// Fails when a password can still be read from the environment.
export default () => {
  if ('WMILINK_PASSWORD' in process.env) throw new Error('the password is still there')
}
