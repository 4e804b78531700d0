// Pictures of kinds: the shape tells the kind, the colour only that it is about WMI.
import {
  Activity,
  ArrowLeftRight,
  Boxes,
  ChartPie,
  CodeXml,
  Cog,
  Database,
  DatabaseBackup,
  File,
  FileCodeCorner,
  FileText,
  FolderCog,
  FolderUp,
  Globe,
  Group,
  IterationCw,
  type LucideIcon,
  Mail,
  MessagesSquare,
  MonitorCog,
  Package,
  Plug,
  Puzzle,
  Radar,
  Repeat,
  ScanSearch,
  SquareFunction,
  SquareTerminal,
  Workflow,
  Wrench,
} from 'lucide-react'

const icons: ReadonlyMap<string, LucideIcon> = new Map([
  ['WmiDataReaderTask', ScanSearch],
  ['WmiEventWatcherTask', Radar],
  ['WebServiceTask', Globe],
  ['PipelineTask', Workflow],
  ['ExpressionTask', SquareFunction],
  ['ExecuteProcessTask', SquareTerminal],
  ['FileSystemTask', FolderCog],
  ['ExecutePackageTask', Package],
  ['SQLTask', Database],
  ['ScriptTask', FileCodeCorner],
  ['ActiveXScriptTask', FileCodeCorner],
  ['SendMailTask', Mail],
  ['FTPTask', FolderUp],
  ['MSMQTask', MessagesSquare],
  ['XMLTask', CodeXml],
  ['BulkInsertTask', DatabaseBackup],
  ['DataProfilingTask', ChartPie],
  ['ASProcessingTask', Boxes],
  ['ASExecuteDDLTask', Boxes],
  ['DMQueryTask', Boxes],
  ['CdcControlTask', Activity],
  ['SEQUENCE', Group],
  ['FORLOOP', IterationCw],
  ['FOREACHLOOP', Repeat],
])

/** Kinds that come in families, by the beginning of their names. */
const families: readonly (readonly [start: string, icon: LucideIcon])[] = [
  ['DbMaintenance', Wrench],
  ['Transfer', ArrowLeftRight],
  ['Hadoop', Cog],
]

/** The icon of a kind of task or container; a piece of a puzzle for those that nobody knows. */
export function iconOf(type: string): LucideIcon {
  return icons.get(type) ?? families.find(([start]) => type.startsWith(start))?.[1] ?? Puzzle
}

/** Whether a kind is about WMI, which is what this designer is for. */
export function isWmi(type: string): boolean {
  return /^Wmi/i.test(type)
}

const connectionIcons: ReadonlyMap<string, LucideIcon> = new Map([
  ['WMI', MonitorCog],
  ['FILE', File],
  ['MULTIFILE', File],
  ['FLATFILE', FileText],
  ['MULTIFLATFILE', FileText],
  ['HTTP', Globe],
  ['OLEDB', Database],
  ['ODBC', Database],
  ['ADO', Database],
  ['ADO.NET', Database],
  ['SMTP', Mail],
  ['FTP', FolderUp],
])

/** The icon of a type of connection manager; a plug for others. */
export function connectionIcon(type: string): LucideIcon {
  return connectionIcons.get(type.split(':', 1)[0]?.toUpperCase() ?? '') ?? Plug
}
