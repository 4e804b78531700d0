// A provider of one's own: the packages in ./node_modules as instances of a class.
// Run: npx wmilink query "SELECT Name, Version FROM Example_Package WHERE Name LIKE 't%'" --import examples/provider.mjs
import { readdirSync, readFileSync } from 'node:fs'

const mof = '[dynamic] class Example_Package { [key] string Name; string Version; string License; string Keywords[]; };'

/** One package as a row; what a package does not say is null. */
function read(name) {
  const { version, license, keywords } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'))
  return { Name: name, Version: version, License: license, Keywords: keywords }
}

function* enumerate(query) {
  // `Name = 'typescript'` limits the names, so that one file is read instead of all. The host tests WHERE again.
  for (const name of query.equals('Name') ?? readdirSync('node_modules'))
    if (/^\w/.test(name)) yield query.wants('Version') ? read(name) : { Name: name }
}

export default ({ registerProvider }) =>
  registerProvider({ classes: ['Example_Package'], mof, provider: { enumerate } })
