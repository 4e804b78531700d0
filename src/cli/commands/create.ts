import { writing } from '../written.js'

/** `wmilink create CLASS [name=value …]`: prints the path of the new instance. */
export const execute = writing((wmi, path, values, options) => wmi.create(path.className, values, options))
