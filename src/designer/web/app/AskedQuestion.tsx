// Questions about failures that a person can mend.
import { useState } from 'react'
import { pageText } from '../../../base/texts/designer-app.js'
import { uiText } from '../../../base/texts/designer-ui.js'
import type { Failure } from '../../api/index.js'
import { call } from '../state/api.js'
import type { Question } from '../state/asked.js'
import { useDocuments } from '../state/documents.js'
import { Button, Checkbox, Dialog, TextField } from '../ui/index.js'
import styles from './app.module.css'
import { useHello } from './hello.js'

/** The question that is asked now. */
export default function AskedQuestion({ question: { failure, answer } }: { readonly question: Question }) {
  const Form = forms[failure.kind]
  return Form ? <Form key={JSON.stringify(failure)} failure={failure} answer={answer} /> : null
}

interface FormProps {
  readonly failure: Failure
  answer(mended: boolean): void
}

const forms: Partial<Record<Failure['kind'], (props: FormProps) => React.ReactNode>> = {
  consent: ConsentForm,
  secret: SecretForm,
  trust: TrustForm,
}

function ConsentForm({ failure, answer }: FormProps) {
  const account = useHello().account
  const { server = '', user = '' } = failure.peer ?? {}
  const text =
    user === '' ? pageText('connectSelf', { server, user: account }) : pageText('connectAs', { server, user })
  const agree = (remember: boolean) => call('consent.give', { peer: { server, user }, remember })
  return (
    <Agreement
      title={pageText('connectTitle')}
      text={text}
      action={pageText('connect')}
      agree={agree}
      answer={answer}
    />
  )
}

function TrustForm({ answer }: FormProps) {
  const { folder } = useHello()
  return (
    <Agreement
      title={pageText('trustTitle')}
      text={pageText('trustText', { folder })}
      action={pageText('trust')}
      agree={remember => call('trust.give', { remember })}
      answer={answer}
    />
  )
}

interface AgreementProps {
  readonly title: string
  readonly text: string
  readonly action: string
  agree(remember: boolean): Promise<unknown>
  answer(mended: boolean): void
}

function Agreement({ title, text, action, agree, answer }: AgreementProps) {
  const [remember, setRemember] = useState(true)
  const accept = () =>
    void agree(remember).then(
      () => answer(true),
      () => answer(false),
    )
  return (
    <Dialog
      title={title}
      size="small"
      onClose={() => answer(false)}
      onAccept={accept}
      footer={
        <>
          <Button onClick={() => answer(false)}>{uiText('cancel')}</Button>
          <Button variant="primary" onClick={accept} autoFocus>
            {action}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>{text}</p>
        <Checkbox label={pageText('remember')} checked={remember} onChange={setRemember} />
      </div>
    </Dialog>
  )
}

function SecretForm({ failure, answer }: FormProps) {
  const [value, setValue] = useState('')
  const document = useDocuments(({ current }) => current)
  const { server = '', user = '' } = failure.peer ?? {}
  const accept = () => {
    const { object, property = 'Password' } = failure
    if (document === null || object === undefined) return answer(false)
    const { peer } = failure
    call('secret.give', { document, connection: object, property, value, peer }, { ask: false }).then(
      () => answer(true),
      () => answer(false),
    )
  }
  return (
    <Dialog
      title={pageText('secretTitle')}
      size="small"
      onClose={() => answer(false)}
      onAccept={accept}
      footer={
        <>
          <Button onClick={() => answer(false)}>{uiText('cancel')}</Button>
          <Button variant="primary" onClick={accept}>
            {pageText('use')}
          </Button>
        </>
      }
    >
      <TextField
        type="password"
        label={pageText('secretLabel', { server, user })}
        hint={pageText('secretHint')}
        value={value}
        onChange={setValue}
        onEnter={accept}
        autoFocus
      />
    </Dialog>
  )
}
