/** The negotiate flags that are of use here ([MS-NLMP] 2.2.2.5), by their names there. */
export const ntlmFlags = {
  NTLMSSP_NEGOTIATE_UNICODE: 0x00000001,
  NTLM_NEGOTIATE_OEM: 0x00000002,
  NTLMSSP_REQUEST_TARGET: 0x00000004,
  NTLMSSP_NEGOTIATE_SIGN: 0x00000010,
  NTLMSSP_NEGOTIATE_SEAL: 0x00000020,
  NTLMSSP_NEGOTIATE_NTLM: 0x00000200,
  NTLMSSP_ANONYMOUS: 0x00000800,
  NTLMSSP_NEGOTIATE_ALWAYS_SIGN: 0x00008000,
  NTLMSSP_TARGET_TYPE_DOMAIN: 0x00010000,
  NTLMSSP_TARGET_TYPE_SERVER: 0x00020000,
  NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY: 0x00080000,
  NTLMSSP_NEGOTIATE_TARGET_INFO: 0x00800000,
  NTLMSSP_NEGOTIATE_VERSION: 0x02000000,
  NTLMSSP_NEGOTIATE_128: 0x20000000,
  NTLMSSP_NEGOTIATE_KEY_EXCH: 0x40000000,
  NTLMSSP_NEGOTIATE_56: 0x80000000,
} as const

export type NtlmFlag = keyof typeof ntlmFlags

/** The flags of these names in one unsigned number. */
export function flagsOf(...names: readonly NtlmFlag[]): number {
  return names.reduce((flags, name) => flags | ntlmFlags[name], 0) >>> 0
}

export function hasFlag(flags: number, name: NtlmFlag): boolean {
  return (flags & ntlmFlags[name]) !== 0
}

/** The names of the flags that are set. */
export function flagNames(flags: number): NtlmFlag[] {
  return (Object.keys(ntlmFlags) as NtlmFlag[]).filter(name => hasFlag(flags, name))
}

/** What both sides of this project speak whenever the other one does. */
export const spokenFlags = flagsOf(
  'NTLMSSP_NEGOTIATE_UNICODE',
  'NTLMSSP_REQUEST_TARGET',
  'NTLMSSP_NEGOTIATE_SIGN',
  'NTLMSSP_NEGOTIATE_SEAL',
  'NTLMSSP_NEGOTIATE_NTLM',
  'NTLMSSP_NEGOTIATE_ALWAYS_SIGN',
  'NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY',
  'NTLMSSP_NEGOTIATE_VERSION',
  'NTLMSSP_NEGOTIATE_128',
  'NTLMSSP_NEGOTIATE_KEY_EXCH',
  'NTLMSSP_NEGOTIATE_56',
)
