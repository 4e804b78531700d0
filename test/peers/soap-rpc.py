"""A SOAP service of rpc style: zeep reads its WSDL and its messages, and writes its answers. Prints its port, then serves until its input ends."""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from lxml import etree
from zeep import Client
from zeep.transports import Transport
from zeep.wsdl.utils import etree_to_string

path = Path(sys.argv[1])
client = Client(path.as_uri().removeprefix('file://'), transport=Transport())
binding = next(iter(client.wsdl.services['RpcService'].ports.values())).binding


def answer(name, values):
    if name == 'Add':
        return {'AddResult': values['a'] + values['b']}
    if name == 'Join':
        return {'JoinResult': values['separator'].join(values['words']['item'])}
    if name == 'Greet':
        return {'GreetResult': {'text': 'Hello ' + values['who']['first'], 'length': len(values['who']['first'])}}
    raise ValueError(name)


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        length = int(self.headers['Content-Length'])
        envelope = etree.fromstring(self.rfile.read(length))
        body = envelope.find('{*}Body')
        name = etree.QName(body[0]).localname
        operation = binding.get(name)
        values = operation.input.deserialize(envelope)
        if not isinstance(values, dict):
            members = getattr(values, '__values__', None)
            values = members if members is not None and name != 'Greet' else {'who': values}
        result = operation.output.serialize(**answer(name, values))
        content = etree_to_string(result.content)
        self.send_response(200)
        self.send_header('Content-Type', 'text/xml; charset=utf-8')
        self.send_header('Content-Length', str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        content = path.read_bytes().replace(b'http://127.0.0.1:1/', f'http://127.0.0.1:{self.server.server_port}/'.encode())
        self.send_response(200)
        self.send_header('Content-Type', 'text/xml')
        self.send_header('Content-Length', str(len(content)))
        self.end_headers()
        self.wfile.write(content)


server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
