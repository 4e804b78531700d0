"""A SOAP service made with spyne: document style, wrapped and bare, SOAP 1.1 and 1.2. Prints its port, then serves until its input ends."""

import sys
import threading
import time
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from spyne import (
    Application, Array, Boolean, ComplexModel, Date, DateTime, Decimal, Double, Enum, Fault, Int, Integer, Long,
    ServiceBase, Unicode, rpc,
)
from spyne.protocol.soap import Soap11, Soap12
from spyne.server.wsgi import WsgiApplication
from spyne.util.wsgi_wrapper import WsgiMounter

Color = Enum('Red', 'Green', 'Blue', type_name='Color')


class Point(ComplexModel):
    __namespace__ = 'urn:points'
    x = Int(min_occurs=1, nullable=False)
    y = Int(min_occurs=1, nullable=False)
    label = Unicode


class Shape(ComplexModel):
    __namespace__ = 'urn:points'
    name = Unicode
    color = Color
    points = Array(Point)


class CalcService(ServiceBase):
    @rpc(Int, Int, _returns=Int)
    def Subtract(ctx, a, b):
        "Takes b from a."
        return a - b

    @rpc(Array(Int), _returns=Int)
    def Sum(ctx, values):
        return sum(values)

    @rpc(Int, _returns=Array(Int))
    def Count(ctx, n):
        return range(1, n + 1)

    @rpc(Color, _returns=Color)
    def Paint(ctx, color):
        return color

    @rpc(Point, _returns=Point)
    def Mirror(ctx, p):
        return Point(x=p.y, y=p.x, label=p.label)

    @rpc(Shape, _returns=Shape)
    def Same(ctx, shape):
        return shape

    @rpc(Unicode, _returns=Unicode)
    def Echo(ctx, text):
        return text

    @rpc(Unicode, Boolean, Double, Decimal, DateTime, Date, Long, Integer, _returns=Array(Unicode))
    def Types(ctx, text, flag, real, exact, when, day, big, whole):
        return [repr(each) for each in (text, flag, real, str(exact), str(when), str(day), big, whole)]

    @rpc(_returns=Boolean)
    def Ping(ctx):
        return True

    @rpc(Int)
    def Nothing(ctx, n):
        pass

    @rpc(Unicode, _returns=Unicode)
    def Refuse(ctx, why):
        raise Fault('Client.Refused', why, detail={'reason': 'because'})

    @rpc(Int, _returns=Int)
    def Sleep(ctx, seconds):
        time.sleep(seconds)
        return seconds

    @rpc(Point, _returns=Int, _body_style='bare')
    def Length(ctx, p):
        return abs(p.x) + abs(p.y)


def application(protocol):
    return WsgiApplication(
        Application(
            [CalcService], 'urn:calc', name='Calc',
            in_protocol=protocol(validator='lxml'), out_protocol=protocol(),
        )
    )


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


mounted = WsgiMounter({})
mounted.mounts['one'] = application(Soap11)
mounted.mounts['two'] = application(Soap12)
server = make_server('127.0.0.1', 0, mounted, server_class=Threaded, handler_class=Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
