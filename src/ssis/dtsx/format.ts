// PackageFormatVersion and what follows from it: 2 = 2005, 3 = 2008, 6 = 2012, 8 = 2014 and later.

/** The package formats that are read and written. */
export type DtsxFormat = 2 | 3 | 6 | 8

export const dtsxFormats: readonly DtsxFormat[] = [2, 3, 6, 8]

/** The namespace of everything a package itself writes. */
export const dtsNamespace = 'www.microsoft.com/SqlServer/Dts'

/** Formats 6 and 8 keep properties as attributes and leave defaults out; 2 and 3 write each as a `DTS:Property` element. */
export function writesAttributes(format: DtsxFormat): boolean {
  return format >= 6
}
