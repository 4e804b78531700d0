import type { OutgoingHttpHeaders } from 'node:http'

/** On every answer. No CORS header is among them, nor anywhere else. */
export const commonHeaders: OutgoingHttpHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), payment=()',
}

/** For what is never kept: pages and answers. */
export const neverKept: OutgoingHttpHeaders = { 'Cache-Control': 'no-store' }

/** For files whose name changes with their content. */
export const keptForEver: OutgoingHttpHeaders = { 'Cache-Control': 'private, max-age=31536000, immutable' }

/** What the page may load, and where from: this server, and nothing else. @param nonce of this one load of the page */
export function pagePolicy(nonce: string): string {
  return policy({ scripts: "'self'", styles: `'self' 'nonce-${nonce}'`, connections: "'self'", forms: "'none'" })
}

/** For plain pages, which have a style and at most a form. */
export function plainPolicy(nonce: string): string {
  return policy({ scripts: "'none'", styles: `'nonce-${nonce}'`, connections: "'none'", forms: "'self'" })
}

interface Sources {
  readonly scripts: string
  readonly styles: string
  readonly connections: string
  readonly forms: string
}

function policy({ scripts, styles, connections, forms }: Sources): string {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${connections}`,
    `form-action ${forms}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}
