// Values that the classes of root\StandardCimv2 have in common.

/** AF_INET and AF_INET6 of Windows. */
export const addressFamilies = { ipv4: 2, ipv6: 23 } as const

/** What is in effect, rather than what is kept for the next start. */
export const stores = { active: 1 } as const
