import { writing } from '../written.js'

/** `wmilink put PATH [name=value …]`: changes an instance that exists; what is not given stays. */
export const execute = writing((wmi, path, values, options) =>
  wmi.put(path, values, { ...options, mode: 'update', partial: true }),
)
