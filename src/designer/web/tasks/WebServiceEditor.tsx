import { Download, ListTree } from 'lucide-react'
import { useRef, useState } from 'react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import type { DescribedMethod, WebMethodView } from '../../api/index.js'
import type { EditorProps } from '../app/editors.js'
import { type Draft, useDraft } from '../properties/draft.js'
import { EditorFrame } from '../properties/EditorFrame.js'
import { ExpressionsPage } from '../properties/ExpressionsPage.js'
import styles from '../properties/properties.module.css'
import { ApiError, startJob } from '../state/api.js'
import { useDocument } from '../state/documents.js'
import { Combobox } from '../ui/combobox.js'
import { Button, Checkbox, Notice, Select, TextField } from '../ui/index.js'
import { applyAll } from './apply.js'
import { ConnectionReference } from './ConnectionReference.js'
import { EventHandlersPage } from './EventHandlersPage.js'
import { MethodParameters } from './MethodParameters.js'
import { NamePage } from './NamePage.js'
import { connectionOf, type PartProps } from './references.js'
import { Sourced } from './Sourced.js'
import tables from './tasks.module.css'
import { useService } from './use-service.js'
import { type SeenVariables, useVariables } from './use-variables.js'

/** The Web Service Task Editor. */
export default function WebServiceEditor({ document, object, onClose }: EditorProps) {
  const draft = useDraft(object)
  const [method, setMethod] = useState(object.webMethod)
  const open = useDocument(document)
  const variables = useVariables(document, object.key)
  if (!open || !method) return null
  const changed = JSON.stringify(method) !== JSON.stringify(object.webMethod)
  const apply = () =>
    applyAll(document, [
      ...(draft.changed ? [draft.edit] : []),
      ...(changed ? [{ kind: 'setWebMethod' as const, task: object.key, call: method }] : []),
    ])
  const parts = { document, object, draft, open, variables }
  return (
    <EditorFrame
      title={taskText('webTitle')}
      onClose={onClose}
      apply={apply}
      pages={[
        { id: 'general', title: taskText('general'), content: <General {...parts} /> },
        { id: 'input', title: taskText('input'), content: <Input {...parts} method={method} onChange={setMethod} /> },
        { id: 'output', title: taskText('output'), content: <Output {...parts} /> },
        {
          id: 'expressions',
          title: taskText('expressions'),
          content: <ExpressionsPage document={document} object={object} draft={draft} />,
        },
        {
          id: 'handlers',
          title: taskText('eventHandlers'),
          content: <EventHandlersPage document={document} object={object} />,
        },
      ]}
    />
  )
}

interface PageProps extends PartProps {
  readonly document: string
  readonly variables: SeenVariables
}

function General({ document, object, draft, open }: PageProps) {
  const isWmi = connectionOf(open, String(draft.value('Connection') ?? ''), 'WMI') !== undefined
  return (
    <NamePage draft={draft}>
      <ConnectionReference
        document={document}
        name="Connection"
        label={taskText('connection')}
        types={['HTTP', 'WMI']}
        object={object}
        draft={draft}
        open={open}
      />
      {isWmi ? (
        <Notice>{taskText('wmiHint')}</Notice>
      ) : (
        <>
          <TextField
            label={taskText('wsdlFile')}
            inline
            hint={taskText('wsdlHint')}
            value={String(draft.value('WsdlFile') ?? '')}
            onChange={value => draft.set('WsdlFile', value)}
          />
          <Checkbox
            label={taskText('overwriteWsdl')}
            checked={draft.value('OverwriteWsdlFile') === true}
            onChange={checked => draft.set('OverwriteWsdlFile', checked)}
          />
          <WsdlDownload document={document} object={object} draft={draft} />
        </>
      )}
    </NamePage>
  )
}

function WsdlDownload({ document, object, draft }: Omit<PageProps, 'open' | 'variables'>) {
  const [end, setEnd] = useState<{ readonly text: string; readonly failed: boolean }>()
  const [running, setRunning] = useState(false)
  const cancel = useRef(() => {})
  const start = async () => {
    setRunning(true)
    setEnd(undefined)
    const job = startJob('service.download', { document, task: object.key, values: draft.edit.values })
    cancel.current = job.cancel
    try {
      setEnd({ text: taskText('downloaded', await job.done), failed: false })
    } catch (error) {
      if (error instanceof ApiError && error.failure.kind !== 'cancelled')
        setEnd({ text: `${error.failure.message} ${error.failure.hint ?? ''}`, failed: true })
    } finally {
      setRunning(false)
    }
  }
  return (
    <>
      <div>
        {running ? (
          <Button onClick={() => cancel.current()}>{taskText('stopDownload')}</Button>
        ) : (
          <Button
            icon={<Download size={14} />}
            disabled={String(draft.value('WsdlFile') ?? '').trim() === ''}
            onClick={() => void start()}
          >
            {taskText('download')}
          </Button>
        )}
      </div>
      {end && <Notice tone={end.failed ? 'error' : 'info'}>{end.text}</Notice>}
    </>
  )
}

function Input(
  props: PageProps & {
    readonly method: WebMethodView
    onChange(method: WebMethodView): void
  },
) {
  const { document, object, draft, variables, method, onChange } = props
  const { service, failure, loading, refresh } = useService({
    document,
    task: object.key,
    service: method.service,
    values: placeOf(draft),
  })
  const methods = service?.methods ?? []
  const chosen = methods.find(each => keyOf(each) === keyOf({ ...method, name: method.method }))
  return (
    <div className={`${styles.page} ${tables.wide}`}>
      <div className={styles.stack}>
        <div className={tables.bar}>
          <Button icon={<ListTree size={14} />} busy={loading} onClick={refresh}>
            {taskText('refresh')}
          </Button>
          {failure?.kind === 'consent' && <span className={tables.empty}>{taskText('notAsked')}</span>}
        </div>
        {failure && failure.kind !== 'consent' && (
          <Notice tone="error">
            {failure.message} {failure.hint}
          </Notice>
        )}
        <Combobox
          label={taskText('service')}
          inline
          value={method.service}
          onChange={each => onChange({ ...method, service: each })}
          options={service?.services ?? []}
          loading={loading}
        />
        <Select
          label={taskText('method')}
          inline
          value={method.method === '' ? '' : keyOf({ ...method, name: method.method })}
          onChange={key =>
            onChange(
              called(
                method,
                methods.find(each => keyOf(each) === key),
              ),
            )
          }
          options={[
            { value: '', label: taskText('choose') },
            ...(chosen || method.method === ''
              ? []
              : [{ value: keyOf({ ...method, name: method.method }), label: method.method }]),
            ...methods.map(each => ({
              value: keyOf(each),
              label: labelOf(each),
              disabled: each.unsupported !== '',
            })),
          ]}
        />
        {method.method !== '' && (
          <>
            <TextField
              label={taskText('documentation')}
              inline
              multiline
              value={method.documentation}
              onChange={documentation => onChange({ ...method, documentation })}
            />
            <section aria-label={taskText('parameters')}>
              <h3 className={tables.title}>{taskText('parameters')}</h3>
              {method.parameters.length === 0 ? (
                <p className={tables.empty}>{taskText('noParameters')}</p>
              ) : (
                <div className={`${tables.part} ${tables.heads}`} aria-hidden="true">
                  {(['name', 'type', 'from', 'value'] as const).map(head => (
                    <span key={head}>{taskText(head)}</span>
                  ))}
                </div>
              )}
              <MethodParameters
                parts={method.parameters}
                described={chosen?.parameters ?? []}
                variables={variables.read}
                onChange={parameters => onChange({ ...method, parameters: [...parameters] })}
              />
            </section>
          </>
        )}
      </div>
    </div>
  )
}

/** What a draft says of where the description is. */
function placeOf({ edit: { values } }: Draft): Draft['edit']['values'] {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name === 'Connection' || name === 'WsdlFile'))
}

/** Methods of one name are told apart by their messages. */
function keyOf({ name, messageName }: Pick<DescribedMethod, 'name' | 'messageName'>): string {
  return `${name}\n${messageName}`
}

function labelOf({ name, messageName, unsupported }: DescribedMethod): string {
  const label = messageName === '' ? name : `${name} (${messageName})`
  return unsupported === '' ? label : `${label} – ${unsupported}`
}

/** Another method: values of parameters that it has too are kept. */
function called(before: WebMethodView, described: DescribedMethod | undefined): WebMethodView {
  const { name: method = '', messageName = '', documentation = '', parameters = [] } = described ?? {}
  const known = new Map(before.parameters.map(each => [`${each.name} ${each.type}`, each]))
  return {
    service: before.service,
    method,
    messageName,
    documentation,
    parameters: parameters.map(each => known.get(`${each.name} ${each.type}`) ?? each),
  }
}

function Output({ document, object, draft, open, variables }: PageProps) {
  const isVariable = draft.value('OutputType') === 'Variable'
  return (
    <div className={styles.page}>
      <div className={styles.stack}>
        <Sourced
          document={document}
          place="OutputType"
          name="OutputLocation"
          label={taskText(isVariable ? 'outputVariable' : 'outputFile')}
          variables={variables.write}
          object={object}
          draft={draft}
          open={open}
        />
      </div>
    </div>
  )
}
