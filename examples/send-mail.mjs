// A task of one's own: the Send Mail tasks of a package write their messages to files, in the folder that the variable
// User::Outbox names or in ./outbox. Run: npx wmilink run PACKAGE --import examples/send-mail.mjs
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const text = (name, attribute) => ({ name, type: 'String', default: '', attribute })
const sourceType = { enum: { DirectInput: 0, FileConnection: 1, Variable: 2 }, name: 'SendMailMessageSourceType' }

/** One message as a file of mail programs. */
function message(properties, body) {
  const header = { From: 'FromLine', To: 'ToLine', Cc: 'CCLine', Subject: 'Subject' }
  const lines = Object.entries(header).map(([field, name]) => `${field}: ${properties.get(name)}`)
  return [...lines, 'Content-Type: text/plain; charset=utf-8', '', body, ''].join('\r\n')
}

class SendMailToFile {
  constructor(properties) {
    this.properties = properties
  }

  // Both answer a DTSExecResult: 0 Success, 1 Failure. An error makes the package tell why.
  validate({ events }) {
    if (this.properties.get('ToLine')) return 0
    events.fireError(0xc00291c3, '', 'no recipient is specified', 'Set ToLine to an address')
    return 1
  }

  async execute({ variables, events, host, nativePath, signal }) {
    const { properties } = this
    const source = properties.get('MessageSource')
    if (properties.get('MessageSourceType') === 1) throw new Error('messages from files are left to you')
    const body = properties.get('MessageSourceType') === 2 ? String(variables.get(source).value) : source
    const folder = nativePath(String(variables.find('User::Outbox')?.value || 'outbox'))
    const file = join(folder, `${host.name}.eml`)
    await mkdir(folder, { recursive: true })
    await writeFile(file, message(properties, body), { signal })
    events.fireInformation(0x4002f304, '', `the message is in ${file}`)
    this.executionValue = file
    return 0
  }
}

export default ({ registerTask }) =>
  registerTask({
    // The name of a stock task stands for all that files of any format call it.
    creationName: 'Microsoft.SendMailTask',
    dataElement: 'SendMailTaskData',
    dataNamespace: { prefix: 'SendMailTask', uri: 'www.microsoft.com/sqlserver/dts/tasks/sendmailtask' },
    properties: [
      text('SmtpConnection', 'SMTPServer'),
      text('FromLine', 'From'),
      text('ToLine', 'To'),
      text('CCLine', 'CC'),
      text('Subject', 'Subject'),
      { name: 'MessageSourceType', type: sourceType, default: 0, attribute: 'MessageSourceType' },
      text('MessageSource', 'MessageSource'),
    ],
    create: properties => new SendMailToFile(properties),
  })
