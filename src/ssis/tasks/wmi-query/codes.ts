// The two WMI tasks say the same things with codes of their own.

/** What goes wrong with the query and the connections of a WMI task. */
export const dataReaderCodes = {
  badData: 'DTS_E_WMIDRTASK_INVALIDDATANODE',
  noQuery: 'DTS_E_WMIDRTASK_MISSINGWQLQUERY',
  noConnection: 'DTS_E_WMIDRTASK_MISSINGCONNECTION',
  noManager: 'DTS_E_WMIDRTASK_CONNECTIONMNGRDOESNTEXIST',
  notWmi: 'DTS_E_WMIDRTASK_CONNECTIONTYPENOTWMI',
  notFile: 'DTS_E_WMIDRTASK_CONNECTIONTYPENOTFILE',
  emptyManager: 'DTS_E_WMIDRTASK_CONNECTIONMANAGEREMPTY',
  noFile: 'DTS_E_WMIDRTASK_FILEDOESNOTEXIST',
  notString: 'DTS_E_WMIDRTASK_VARIABLETYPEISNOTSTRING',
  queryFailed: 'DTS_E_WMIDRTASK_TASKFAILURE',
} as const

/** As {@link dataReaderCodes}. */
export const eventWatcherCodes = {
  badData: 'DTS_E_WMIEWTASK_INVALIDDATANODE',
  noQuery: 'DTS_E_WMIEWTASK_MISSINGWQLQUERY',
  noConnection: 'DTS_E_WMIEWTASK_MISSINGCONNECTION',
  noManager: 'DTS_E_WMIEWTASK_CONNECTIONMNGRDOESNTEXIST',
  notWmi: 'DTS_E_WMIEWTASK_CONNECTIONTYPENOTWMI',
  notFile: 'DTS_E_WMIEWTASK_CONNECTIONTYPENOTFILE',
  emptyManager: 'DTS_E_WMIEWTASK_CONNECTIONMANAGEREMPTY',
  noFile: 'DTS_E_WMIEWTASK_FILEDOESNOTEXIST',
  notString: 'DTS_E_WMIEWTASK_VARIABLETYPEISNOTSTRING',
  queryFailed: 'DTS_E_WMIEWTASK_QUERYFAILURE',
} as const

/** The codes of one WMI task. */
export type WmiTaskCodes = typeof dataReaderCodes | typeof eventWatcherCodes
