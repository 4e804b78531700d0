// What expressions give ("Integration Services (SSIS) Expressions", "Integration Services Data Types").

/** The data types of the expression language that control flow can meet. */
export type ExpressionType =
  | 'DT_BOOL'
  | 'DT_I1'
  | 'DT_I2'
  | 'DT_I4'
  | 'DT_I8'
  | 'DT_UI1'
  | 'DT_UI2'
  | 'DT_UI4'
  | 'DT_UI8'
  | 'DT_R4'
  | 'DT_R8'
  | 'DT_CY'
  | 'DT_DECIMAL'
  | 'DT_NUMERIC'
  | 'DT_STR'
  | 'DT_WSTR'
  | 'DT_DATE'
  | 'DT_DBDATE'
  | 'DT_DBTIME'
  | 'DT_DBTIME2'
  | 'DT_DBTIMESTAMP'
  | 'DT_DBTIMESTAMP2'
  | 'DT_DBTIMESTAMPOFFSET'
  | 'DT_FILETIME'
  | 'DT_GUID'
  | 'DT_BYTES'
  | 'DT_TEXT'
  | 'DT_NTEXT'
  | 'DT_IMAGE'

/** What an expression evaluates to. */
export interface ExpressionResult {
  readonly type: ExpressionType
  /** The value as variables hold it: boolean, number, bigint (DT_I8, DT_UI8), string (texts, and the digits of exact numbers), Date (local time), Uint8Array; null for NULL. */
  readonly value: boolean | number | bigint | string | Date | Uint8Array | null
}

export interface ExpressionOptions {
  /** The clock of GETDATE and GETUTCDATE. */
  readonly now?: () => Date
  /** True for properties that are secrets themselves: then sensitive parameters may be read. */
  readonly sensitive?: boolean
}
