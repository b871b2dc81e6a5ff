"""A line of text that holds bytes: "NN1.", a checksum and the bytes deflated, in base64url. What comes from elsewhere is bounded."""

import base64
import binascii
import re
import zlib

MOST_CHARS, MOST_BYTES, MOST_DEPTH = 4_000_000, 8_000_000, 12
USUAL = (  # part of the format: it never changes while codes begin with NN1
    b'"sin x1","sin x2","x1x2","word""classes":"squares":checkerboardmoonsblobsthree_armsirisdigitsmnistvowelsgate"reg_plane""reg_gauss"'
    b'"constant","value":"normal","std":"uniform","limit":"he""xavier""zeros""every":"drop":"cosine","low":"steps":"warm_up","then":'
    b'"leaky_relu""softplus""gelu""swish""elu""sin""step""linear""softmax""hinge""huber""cross_entropy""bce""sum_of_squares"'
    b'"adam","beta1":0.9,"beta2":0.999,"eps":1e-08"rmsprop""nesterov""momentum","beta":0.9"gauss""spiral""xor"'
    b'{"checksum":"","events":[[0,"set",{"0":0.1,"1":-0.5}],[100,"change",{"learning_rate":0.1}],[0,"change",{"frozen":[0]}],'
    b'[0,"change",{"activation":["relu","relu"]}],[0,"change",{"batch_size":1}],[0,"write",[]]],"experiment":{"data":{"arguments":'
    b'{"n":500,"noise":0,"seed":0},"features":["x1","x2"],"name":"circle","seed":0,"standardize":false,"test":0.5},"network":{'
    b'"activation":["tanh","tanh"],"draw":0,"dtype":"float64","init":{"name":"playground"},"output":"tanh","seed":0,"sizes":[2,4,2,1],'
    b'"start":[]},"training":{"batch_size":10,"frozen":[],"l1":0.0,"l2":0.0,"learner":null,"learning_rate":0.03,"loss":"squared_error","optimizer":'
    b'{"name":"sgd"},"record_every":null,"schedule":{"name":"constant"},"seed":0,"shuffle":true},"version":1},"step":0,"theta":null}'
)


def framed(raw: bytes) -> str:
    """The line of text that holds these bytes; raises ValueError where it would be too long."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, USUAL)
    packed = packer.compress(raw) + packer.flush()
    code = "NN1." + base64.urlsafe_b64encode(zlib.crc32(packed).to_bytes(4, "big") + packed).decode().rstrip("=")
    if len(code) > MOST_CHARS or len(raw) > MOST_BYTES:
        raise ValueError(f"this run is too large for a code: {len(code):,} characters, at most {MOST_CHARS:,}")
    return code


def unframed(code: object) -> bytes:
    """What `framed` was given; raises ValueError with a sentence for all that is no such text, without ever making more than it may."""
    if not isinstance(code, str):
        raise ValueError(f"a share code is text that begins with NN1., got {type(code).__name__}")
    if len(code) > MOST_CHARS:
        raise ValueError(f"this code is too large: {len(code):,} characters, at most {MOST_CHARS:,}")
    code = "".join(code.split())  # as mail programs break lines
    found = re.fullmatch(r"NN([1-9][0-9]{0,3})\.(.*)", code)
    if not found:
        raise ValueError(f"this is no share code: one begins with NN1., got {code[:20]!r}")
    if found[1] != "1":
        raise ValueError(f"this code is of version {found[1]}, this nnwidgets reads 1; update nnwidgets")
    damaged = ValueError("this code is damaged: a character is missing or wrong; copy it again, whole")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", found[2]):
        raise damaged
    try:
        packed = base64.urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4))
    except binascii.Error:
        raise damaged from None
    if base64.urlsafe_b64encode(packed).decode().rstrip("=") != found[2] or zlib.crc32(packed[4:]).to_bytes(4, "big") != packed[:4]:
        raise damaged
    opener = zlib.decompressobj(-15, USUAL)
    try:
        raw = opener.decompress(packed[4:], MOST_BYTES + 1)
    except zlib.error:
        raise damaged from None
    if len(raw) > MOST_BYTES:
        raise ValueError(f"this code is too large: it holds more than {MOST_BYTES:,} bytes")
    if not opener.eof or opener.unused_data:
        raise damaged
    depth = 0
    for char in re.findall(rb"[][{}]", raw):
        depth += 1 if char in b"[{" else -1
        if depth > MOST_DEPTH:
            raise ValueError(f"this code holds no experiment: brackets more than {MOST_DEPTH} deep")
    return raw
