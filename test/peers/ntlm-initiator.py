"""Logs on with NTLM. Arguments: ntlm or spnego, channel bindings in hex or a dash, DOMAIN\\user, password, service@host."""
import sys

import gssapi
import gssapi.raw

from gss_lines import bindings, mechanism, only_ntlm, serve

name, binding, user, password, target = sys.argv[1:6]
acquired = gssapi.raw.acquire_cred_with_password(
    gssapi.Name(user, gssapi.NameType.user),
    password.encode(),
    mechs=[mechanism("ntlm")] if name == "ntlm" else [mechanism("spnego"), mechanism("ntlm")],
    usage="initiate",
)
credentials = gssapi.Credentials(acquired.creds)
if name == "spnego":
    only_ntlm(credentials)
flag = gssapi.RequirementFlag
serve(
    gssapi.SecurityContext(
        name=gssapi.Name(target, gssapi.NameType.hostbased_service),
        creds=credentials,
        mech=mechanism(name),
        flags=[flag.integrity, flag.confidentiality, flag.replay_detection, flag.out_of_sequence_detection],
        usage="initiate",
        channel_bindings=bindings(binding),
    )
)
