"""A GSS-API context driven by lines: each line of input is a command with hexadecimal arguments, each gets one line of answer."""
import sys

import gssapi
import gssapi.raw

MECHANISMS = {
    "ntlm": gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10"),
    "spnego": gssapi.OID.from_int_seq("1.3.6.1.5.5.2"),
}


def mechanism(name):
    return MECHANISMS[name]


def only_ntlm(credentials):
    """Lets SPNEGO negotiate nothing but NTLM."""
    gssapi.raw.set_neg_mechs(credentials, [MECHANISMS["ntlm"]])
    return credentials


def bindings(argument):
    """Channel bindings from application data in hex; a dash is none."""
    return None if argument == "-" else gssapi.raw.ChannelBindings(application_data=bytes.fromhex(argument))


def shown(data):
    return data.hex() if data else "-"


class Commands:
    def __init__(self, context):
        self.context = context

    def step(self, token="-"):
        given = None if token == "-" else bytes.fromhex(token)
        answer = self.context.step(given) if given is not None else self.context.step()
        return "token", shown(answer), "done" if self.context.complete else "more"

    def peer(self):
        return "peer", str(self.context.initiator_name)

    def flags(self):
        return "flags", str(int(self.context.actual_flags))

    def seal(self, data="-"):
        return "sealed", shown(self.context.wrap(bytes.fromhex(data), True).message)

    def unseal(self, data):
        result = self.context.unwrap(bytes.fromhex(data))
        return "clear", shown(result.message), "encrypted" if result.encrypted else "signed"

    def sign(self, data):
        return "signature", shown(self.context.get_signature(bytes.fromhex(data)))

    def verify(self, data, signature):
        self.context.verify_signature(bytes.fromhex(data), bytes.fromhex(signature))
        return ("verified",)


def serve(context):
    """Answers commands until the input ends."""
    commands = Commands(context)
    for line in sys.stdin:
        name, *arguments = line.split()
        try:
            answer = getattr(commands, name)(*arguments)
        except Exception as error:  # every failure of GSS-API is an answer
            answer = "error", type(error).__name__, " ".join(str(error).split())
        print(*answer, flush=True)
