# Sends the messages that stand in its arguments, as files, to a listener, as python3-winrm does: NTLM, sealed over http, in clear over https.
# Answers one line of JSON for each: {"status": 200, "text": "..."} or {"error": "..."}.
import json
import sys
import warnings

warnings.simplefilter("ignore")

# Loads the legacy algorithms of OpenSSL 3, of which NTLM needs MD4.
from cryptography.hazmat.backends import default_backend

default_backend()

from winrm.exceptions import InvalidCredentialsError, WinRMTransportError
from winrm.transport import Transport

endpoint, user, password, method, validation, trust = sys.argv[1:7]
transport = Transport(
    endpoint=endpoint,
    username=user,
    password=password,
    auth_method=method,
    server_cert_validation=validation,
    ca_trust_path=trust or None,
    message_encryption="auto",
    read_timeout_sec=30,
)


def text_of(answer):
    return answer.decode() if isinstance(answer, bytes) else answer


for name in sys.argv[7:]:
    with open(name, "rb") as file:
        message = file.read()
    try:
        answer = transport.send_message(message)
        print(json.dumps({"status": 200, "text": text_of(answer)}))
    except WinRMTransportError as error:
        print(json.dumps({"status": error.code, "text": text_of(error.response_text)}))
    except InvalidCredentialsError:
        print(json.dumps({"status": 401, "text": ""}))
    except Exception as error:
        print(json.dumps({"error": "%s: %s" % (type(error).__name__, error)}))
