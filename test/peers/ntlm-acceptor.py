"""Accepts NTLM. Arguments: ntlm or spnego, and the application data of channel bindings in hex or a dash."""
import sys

import gssapi

from gss_lines import bindings, mechanism, only_ntlm, serve

name, binding = sys.argv[1:3]
credentials = gssapi.Credentials(usage="accept", mechs=[mechanism(name)])
if name == "spnego":
    only_ntlm(credentials)
serve(gssapi.SecurityContext(creds=credentials, usage="accept", channel_bindings=bindings(binding)))
