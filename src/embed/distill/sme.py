"""Embedder files: writing them (../README.md, src/base/container.h), and the vectors that the C makes of them."""

import math
import struct
import zlib

import numpy

import pieces

TOKENIZER_PIECES = 2
_UNKNOWN_SLOTS = 4096
_MASK = (1 << 64) - 1


def _container(magic, version, parts):
    at, table, body = 32 + 24 * len(parts), b"", b""
    for tag, data in parts:
        body += bytes(-at % 16)
        at += -at % 16
        table += struct.pack("<4sIQQ", tag, zlib.crc32(data), at, len(data))
        body += data
        at += len(data)
    head = struct.pack("<4sHHQQI", magic, version, len(parts), at, 0, 0)
    return head + struct.pack("<I", zlib.crc32(struct.pack("<II", zlib.crc32(head), zlib.crc32(table)))) + table + body


def quantise_rows(table, most):
    """(values [V][D], scales [V] of float32): the largest of each row becomes `most`, at most 127, or 7 at 4 bits."""
    scales = (numpy.abs(table).max(axis=1) / most).astype(numpy.float32)
    # Fewer digits of a scale lose nothing beside the values' own rounding, and compress.
    scales = (scales.view(numpy.uint32) + 0x4000 & 0xFFFF8000).view(numpy.float32)
    values = table / numpy.where(scales > 0, scales, 1)[:, None]
    return numpy.clip(numpy.rint(values), -most, most).astype(numpy.int8), scales


def write(name, keys, values, scales, bits, unknown):
    """The file's bytes. Rows in any order; `unknown` is the size of each component of an unknown feature's vector."""
    order = numpy.argsort(numpy.array(keys, dtype=numpy.uint32))
    values = values[order]
    table = values if bits == 8 else (values[:, ::2] & 15 | (values[:, 1::2] & 15) << 4)
    head = struct.pack("<IIII", TOKENIZER_PIECES, values.shape[1], len(keys), 0 if bits == 8 else bits)
    head += bytes(16) + struct.pack("<f", unknown) + bytes(28)
    return _container(b"SME\x1a", 1, [
        (b"HEAD", head),
        (b"NAME", name.encode()),
        (b"KEYS", numpy.array(keys, dtype="<u4")[order].tobytes()),
        (b"SCAL", scales[order].astype("<f4").tobytes()),
        (b"WGHT", numpy.ones(len(keys), dtype="<f4").tobytes()),
        (b"TABL", table.astype(numpy.int8).tobytes()),
    ])


def _mix(z):
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & _MASK
    return z ^ z >> 31


def signs(slot, dim):
    """Direction of the unknown features of a slot, in {-1, +1}^dim."""
    out = []
    for first in range(0, dim, 64):
        bits = _mix((slot << 32 | first) + 0x9E3779B97F4A7C15 & _MASK)
        out += [1.0 if bits >> i & 1 else -1.0 for i in range(min(64, dim - first))]
    return numpy.array(out)


def embed(features, row_of, rows, unknown):
    """The vector int8 [D] of features {(key, kind): count}; rows [V][D] with their scales, of keys by `row_of`."""
    known, slots = {}, {}
    for (key, kind), count in features.items():
        if key in row_of:
            known[row_of[key]] = known.get(row_of[key], 0) + count
        elif kind in (pieces.WORD, pieces.SYMBOL, pieces.PAIR):
            slots[key % _UNKNOWN_SLOTS] = slots.get(key % _UNKNOWN_SLOTS, 0) + count
    sums = numpy.zeros(rows.shape[1])
    for row in sorted(known):
        sums += (1 + math.log(known[row])) * rows[row]
    for slot in sorted(slots):
        sums += (1 + math.log(slots[slot])) * unknown * signs(slot, rows.shape[1])
    largest = numpy.abs(sums).max()
    scaled = sums / largest * 127 if largest > 0 else sums
    return numpy.trunc(scaled + numpy.where(scaled < 0, -0.5, 0.5)).astype(numpy.int8)
