import type { ClassDeclaration, InstanceDeclaration, QualifierDeclaration } from '../declaration.js'

/** Where an item begins. Lines and columns count from 1. */
export interface MofPlace {
  readonly line: number
  readonly column: number
  /** The file, when the reader was told or an included file said it. */
  readonly source?: string
}

/** `#pragma name(arguments)`. Arguments are texts, quoted or not. */
export interface MofPragma {
  readonly name: string
  readonly arguments: readonly string[]
}

export type MofItem = MofPlace &
  (
    | { readonly kind: 'pragma'; readonly pragma: MofPragma }
    /** An include that was not followed, because no include function was given. */
    | { readonly kind: 'include'; readonly file: string }
    | { readonly kind: 'qualifier'; readonly declaration: QualifierDeclaration }
    | { readonly kind: 'class'; readonly declaration: ClassDeclaration }
    | { readonly kind: 'instance'; readonly declaration: InstanceDeclaration }
  )

/** MOF text as a list of what it declares, in order. Items of included files stand where the include stood. */
export interface MofDocument {
  readonly items: readonly MofItem[]
}

export interface MofOptions {
  /** What errors call the text, usually a file name. */
  readonly source?: string
  /**
   * Gives the text of an included file, by the name as written; its errors are passed on. Without it includes are not
   * followed: the reader never opens a file by itself.
   */
  readonly include?: (file: string, from: string | undefined) => string | Uint8Array
}
