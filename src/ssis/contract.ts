// The seam between the package model, which knows documents and properties, and what runs in it: kinds of connection
// managers and kinds of tasks plug in here, each described by data.
import type { DriveMap } from '../base/drives.js'
import type { ConnectOptions } from '../connect/connect.js'
import type { XmlElement } from '../xml/index.js'
import type { ConnectionManager } from './connection-manager.js'
import type { Connections } from './connections.js'
import type { DTSExecResult, DTSForcedExecResult, DTSPrecedenceEvalOp, DTSTransactionOption } from './enums.js'
import type { DtsProblem } from './errors.js'
import type { EnumeratorContext } from './foreach/kinds.js'
import type { Package } from './package.js'
import type { VariableScope } from './variables.js'

/** The types that properties have in SSIS. An enumeration maps its members' names to their documented numbers. */
export type PropertyType =
  | 'String'
  | 'Boolean'
  | 'Int32'
  | 'Object'
  | { readonly enum: Readonly<Record<string, number>>; readonly name: string }

/** One property of a task or of a connection manager's inner object: how it is called, saved and defaulted. */
export interface PropertyDefinition {
  /** As the object model spells it: `WqlQuerySource`. Look-up ignores case. */
  readonly name: string
  readonly type: PropertyType
  readonly default: string | number | boolean
  /** The attribute of the component data that holds it (`WQLQuerySource`); absent: not saved. */
  readonly attribute?: string
  /** True: {@link attribute} names a child element with the value as its text, as the Execute Package task saves its properties. */
  readonly inElement?: boolean
  readonly writeOnly?: boolean
  readonly readOnly?: boolean
}

/** The namespace of a component's element and its attributes, and the prefix that new ones get. */
export interface DataNamespace {
  readonly prefix: string
  readonly uri: string
}

/** The element that a component saves (`WMIDRTaskData`, `WmiConnectionManager` …) as attributes. */
export interface ComponentData {
  /** The element itself, for what it holds beside properties; undefined when ObjectData is empty. */
  readonly element: XmlElement | undefined
  /** The element, made when ObjectData is empty. */
  make(): XmlElement
  get(attribute: string): string | undefined
  /** Undefined removes the attribute. Only the text of this attribute changes in the document. */
  set(attribute: string, value: string | undefined): void
  /** How many elements of this local name stand anywhere below the element: a data flow without `component` is empty. */
  count(localName: string): number
}

/** Typed access to a component's properties by definition name. Enumerations are numbers. */
export interface ComponentProperties {
  get(name: string): string | number | boolean
  set(name: string, value: string | number | boolean): void
}

/** What a component may say while it validates or runs (IDTSComponentEvents). */
export interface ComponentEvents {
  /** An error makes validation or execution fail. Codes as documented, unsigned. */
  fireError(code: number, subComponent: string, description: string, hint?: string): void
  fireWarning(code: number, subComponent: string, description: string, hint?: string): void
  fireInformation(code: number, subComponent: string, description: string): void
  fireProgress(
    description: string,
    percentComplete: number,
    countLow: number,
    countHigh: number,
    subComponent: string,
  ): void
  fireCustomEvent(eventName: string, eventText: string, parameters: readonly unknown[], subComponent: string): void
  /** True when somebody asked to stop. */
  fireQueryCancel(): boolean
  /** A custom log entry such as WMIDataReaderOperation. */
  log(eventName: string, message: string): void
}

/** What a task sees of the package around it. */
export interface TaskContext {
  readonly connections: Connections
  /** Variables seen from the task outward. */
  readonly variables: VariableScope
  readonly events: ComponentEvents
  readonly signal: AbortSignal
  /** A path as packages write it (`C:\out\x.txt`, relative) to a native path. */
  nativePath(path: string): string
  /** How this run opens connections: passed to `ConnectionManager.acquireConnection`. */
  readonly environment: ConnectionEnvironment
  /** The task host that the task is in. */
  readonly host: RunnableTask
  /** What runs here, outermost first: the paths of the packages, or the name of one that came from no file. */
  readonly packageChain: readonly string[]
  /**
   * Runs another package inside this run: with its listeners, log, cancellation and environment. Its events go on bubbling
   * from the package to this task and outward, and its errors stand in the lists of both packages.
   *
   * @returns the result of the child; Canceled after a cancel
   * @throws ArgumentError when the child is being validated or run already
   */
  runPackage(child: Package, options?: ChildRunOptions): Promise<DTSExecResult>
  /**
   * Waits for the event handlers that the events of this task have started. The engine does so when the task has ended; a
   * task that fires many events, or goes on for long after one, should wait itself.
   */
  handlersDone(): Promise<void>
}

/** How a package runs inside another one. */
export interface ChildRunOptions {
  /** What parent package configurations of the child read; default: the variables that the task sees. */
  readonly parentVariables?: VariableScope
}

/** A task as the runtime drives it. Both calls report through `context.events`; execute never rejects for a failed task. */
export interface Task {
  validate(context: TaskContext): DTSExecResult | Promise<DTSExecResult>
  execute(context: TaskContext): Promise<DTSExecResult>
  /** What TaskHost.ExecutionValue shows after a run. */
  readonly executionValue?: unknown
  /** Why this version cannot run a task that it knows, one sentence: validation fails by its name, whatever DelayValidation says. */
  readonly unsupported?: string
}

/** One kind of task. */
export interface TaskKind {
  /** CreationName in format 8: `Microsoft.WmiDataReaderTask`. */
  readonly creationName: string
  /** The name after `STOCK:`. */
  readonly stockName: string
  /** What people call it, and the name that a new one gets: `WMI Data Reader Task`. Without it the documented title, or the CreationName. */
  readonly title?: string
  /** True for this kind's CreationName in any format. */
  matches(creationName: string): boolean
  /** Local name of the element under ObjectData. */
  readonly dataElement: string
  /** Absent: the element has none. */
  readonly dataNamespace?: DataNamespace
  /** In the order in which attributes are written. */
  readonly properties: readonly PropertyDefinition[]
  /**
   * @param data the element of {@link dataElement}; undefined when ObjectData is empty
   * @param component the same, whether it is there or not, for kinds that can make it
   */
  create(properties: ComponentProperties, data: ComponentData | undefined, component: ComponentData): Task
}

// What the runtime (src/ssis/runtime) asks of the object model. Package, Sequence, TaskHost and the other classes have
// these members under their documented names; the runtime knows nothing else of them.

/** An executable: package, container or task host (DtsContainer). */
export interface RunnableExecutable {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly creationName: string
  readonly disable: boolean
  readonly delayValidation: boolean
  /** 0 means no limit. */
  readonly maximumErrorCount: number
  readonly failPackageOnFailure: boolean
  readonly failParentOnFailure: boolean
  readonly disableEventHandlers: boolean
  /** True: after a run the execution value is {@link forcedExecutionValue}, whatever the task reports. */
  readonly forceExecutionValue: boolean
  readonly forcedExecutionValue: unknown
  readonly forceExecutionResult: DTSForcedExecResult
  readonly transactionOption: DTSTransactionOption
  /** Variables seen from here outward. */
  readonly variables: VariableScope
  /** Names and texts of property expressions on this executable. */
  readonly propertyExpressions: readonly { readonly property: string; readonly expression: string }[]
  /** Gives a system variable of this executable the value that it has in the coming run. */
  setSystemValue(name: string, value: unknown): void
  readonly eventHandlers: readonly RunnableEventHandler[]
  /** True when a variable of its own has RaiseChangedEvent. */
  readonly raisesVariableEvents: boolean
  /** `\Package\Container\Task`, the form that --set takes. */
  getPackagePath(): string
}

/** What holds executables: the package, a Sequence, a loop, an event handler. */
export interface RunnableContainer extends RunnableExecutable {
  readonly executables: Iterable<RunnableExecutable>
  readonly precedenceConstraints: Iterable<RunnableConstraint>
}

/** What runs when the event of its name reaches the executable that it is attached to. */
export interface RunnableEventHandler extends RunnableContainer {
  /** The value of System::Propagate: whether the event goes on to the containers around. */
  readonly propagate: boolean
  /** The value of System::Cancel: whether the package is to stop. */
  readonly cancel: boolean
}

/** A For Loop: its executables run as long as the evaluation expression is true. */
export interface RunnableForLoop extends RunnableContainer {
  readonly initExpression: string
  readonly evalExpression: string
  readonly assignExpression: string
}

/** A Foreach Loop: its executables run once for each item of its enumerator. */
export interface RunnableForEachLoop extends RunnableContainer {
  readonly variableMappings: Iterable<RunnableVariableMapping>
  /** What is known to be wrong with the enumerator before it runs. */
  checkItems(context: EnumeratorContext): DtsProblem[]
  /** The items, each with its values by ValueIndex. @throws DtsError when the enumerator cannot go on */
  openItems(context: EnumeratorContext): AsyncIterable<readonly unknown[]>
}

/** Which value of an item a variable receives. */
export interface RunnableVariableMapping {
  readonly variableName: string
  readonly valueIndex: number
}

export interface RunnableConstraint {
  readonly name: string
  /** Undefined when the file names an executable that does not exist. */
  readonly precedenceExecutable: RunnableExecutable | undefined
  readonly constrainedExecutable: RunnableExecutable | undefined
  /** How the file names the two; empty where it does not. */
  readonly precedenceReference: string
  readonly constrainedReference: string
  readonly value: DTSExecResult
  readonly evalOp: DTSPrecedenceEvalOp
  readonly expression: string
  readonly logicalAnd: boolean
}

export interface RunnableTask extends RunnableExecutable {
  /** The task; undefined when no kind of this version matches its CreationName. */
  readonly task: Task | undefined
  /** The variable that receives the execution value; empty: none does. */
  readonly execValueVariable: string
  /** The package that it is in. */
  readonly package: Package
}

export interface RunnablePackage extends RunnableContainer {
  /** The package itself; undefined for one that only looks like a package. */
  readonly package: Package | undefined
  /** The file it came from; null when there is none. */
  readonly path: string | null
  readonly connections: Connections
  /** -1: processors + 2. */
  readonly maxConcurrentExecutables: number
  readonly offlineMode: boolean
  readonly saveCheckpoints: boolean
  /** DTSCheckpointUsage: 0 Never, 1 IfExists, 2 Always. */
  readonly checkpointUsage: number
  readonly checkpointFileName: string
}

/** How connections are opened during one execution or acquisition. */
export interface ConnectionEnvironment {
  readonly drives: DriveMap
  /** Added to what the WMI connection manager says: timeout, mof, embedded, notices. */
  readonly connect: Omit<ConnectOptions, 'server' | 'namespace' | 'username' | 'password' | 'useNtAuth'>
  /** What holds for one server of WMI, and wins over `connect`; the server as its manager writes it. */
  readonly connectTo?: (server: string) => ConnectionEnvironment['connect']
  /** Passwords that are in no package, bound to server and user. */
  readonly secrets?: { find(server: string, user: string): string | undefined }
}

/** A password that a connection manager lacks. */
export interface MissingSecret {
  /** The property that takes it. */
  readonly property: string
  readonly server: string
  readonly user: string
}

/** Whom a connection would be opened to, and with what. Holds secrets. */
export interface ConnectionPlan {
  /** A name, or the URL of its service; empty or `.` and the like mean this machine where the type says so. */
  readonly server: string
  /** Empty: the caller, or nobody. */
  readonly user: string
  readonly missing: readonly MissingSecret[]
  /** Of WMI: what `connect()` is given. */
  readonly options?: ConnectOptions
}

/** One kind of connection manager that this version can make and acquire. */
export interface ConnectionKind {
  /** CreationName, such as `WMI`. */
  readonly creationName: string
  /** The name that a new manager gets: `WMI Connection Manager`. */
  readonly title: string
  /** Properties of the inner object; the first is ConnectionString. */
  readonly properties: readonly PropertyDefinition[]
  /** The inner object of one manager. */
  open(manager: ConnectionManager): ConnectionObject
}

/** The inner object of a connection manager: its properties by name, and what makes connections of them. */
export interface ConnectionObject extends ComponentProperties {
  /** Its properties, where they are not just those of its kind. */
  readonly definitions?: readonly PropertyDefinition[]
  /** Writes what a new manager of this kind saves at first. */
  initialize(): void
  /** What validation reports, without connecting to anything. */
  problems(): readonly DtsProblem[]
  /** The passwords that a connection would need and that are neither in the manager nor in a store; absent: it needs none. */
  missingSecrets?(secrets: ConnectionEnvironment['secrets']): readonly MissingSecret[]
  /** What {@link acquire} would do, without connecting to anything; absent for types that go to no server. */
  plan?(environment: ConnectionEnvironment): ConnectionPlan
  /** What people should know about the secrets of this manager, such as a password that cannot be opened here. */
  secretWarnings(): readonly string[]
  /** True when it holds a secret that the file does not have. */
  readonly hasUnsavedSecret: boolean
  /** Puts such secrets into the document, as `Sensitive` elements in clear text: who writes the file encrypts them. */
  storeSecrets?(): void
  /** The connection; tasks that use it at the same time may share it. */
  acquire(environment: ConnectionEnvironment): Promise<unknown>
  release(connection: unknown): Promise<void>
  /** Closes what is open and forgets secrets that the file does not have. */
  dispose(): Promise<void>
}
