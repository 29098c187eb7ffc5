"""Text to hashed features, as src/embed/ngrams.c does it for tokenizer kind 2. test_embed.c holds the two together."""

import unicodedata

WORD, NUMBER, SHAPE, SYMBOL, PAIR, PIECE = range(6)
_SPACE, _LETTER, _DIGIT, _CJK, _SYMBOL, _MARK = range(6)
_WORD_MAX, _PIECE_MAX = 64, 20
_MASK = (1 << 64) - 1
_FNV_BASIS, _FNV_PRIME = 0xCBF29CE484222325, 0x100000001B3


def _hash_on(value, point):
    return (value ^ point) * _FNV_PRIME & _MASK


def _hash(text):
    value = _FNV_BASIS
    for character in text:
        value = _hash_on(value, ord(character))
    return value


def key(value, kind):
    """The 32-bit key of a hash: the finaliser of SplitMix64, salted by kind."""
    z = (value + (kind + 1) * 0x9E3779B97F4A7C15) & _MASK
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & _MASK
    return (z ^ z >> 31) >> 32


def without_mark(piece):
    """A WordPiece token without the "##" before those that continue a word."""
    return piece[2:] if len(piece) > 2 and piece.startswith("##") else piece


def feature_of_piece(piece):
    """(key, kind) of a WordPiece token."""
    letters = without_mark(piece)
    kind = WORD if letters == piece else PIECE
    return key(_hash(letters), kind), kind


def key_of_symbol(symbol):
    return key(_hash(symbol), SYMBOL)


def _within(point, ranges):
    return any(first <= point <= last for first, last in ranges)


_ALTERNATING = ((0x100, 0x137), (0x14A, 0x177), (0x1E00, 0x1EFF), (0x460, 0x481), (0x48A, 0x4BF), (0x4D0, 0x52F),
                (0x370, 0x373), (0x3D8, 0x3EF))
_GREEK = {0x386: 0x3AC, 0x38C: 0x3CC, 0x38E: 0x3CD, 0x38F: 0x3CE, 0x3C2: 0x3C3, 0x3A2: 0x3A2}


def _fold(c):
    if c < 0x80:
        return c + 32 if 0x41 <= c <= 0x5A else c
    if 0xFF01 <= c <= 0xFF5E:
        return _fold(c - 0xFEE0)
    if _within(c, _ALTERNATING):
        return c | 1
    if _within(c, ((0x139, 0x148), (0x179, 0x17E))):
        return c + (c & 1)
    if 0xC0 <= c <= 0xDE:
        return c if c == 0xD7 else c + 32
    if c in _GREEK:
        return _GREEK[c]
    if 0x388 <= c <= 0x38A:
        return c + 37
    if 0x391 <= c <= 0x3AB:
        return c + 32
    if 0x400 <= c <= 0x42F:
        return c + (80 if c < 0x410 else 32)
    return 0xFF if c == 0x178 else c


def _bare(c):
    if 0xE0 <= c <= 0x17F:
        parts = unicodedata.normalize("NFD", chr(c))
        return ord(parts[0].lower()) if len(parts) > 1 else c
    return c


def _kind(c):
    if c < 0x80:
        if c <= 0x20 or c == 0x7F:
            return _SPACE
        return _DIGIT if 0x30 <= c <= 0x39 else _LETTER if 0x61 <= c <= 0x7A else _SYMBOL
    if c <= 0xA0 or _within(c, ((0x2000, 0x200A), (0x2028, 0x2029))) or c in (0x202F, 0x3000, 0x1680):
        return _SPACE
    if c in (0xFEFF, 0xAD) or _within(c, ((0x300, 0x36F), (0x200B, 0x200F), (0xFE00, 0xFE0F), (0x202A, 0x202E),
                                          (0x2060, 0x206F))):
        return _MARK
    if _within(c, ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF),
                   (0xFF66, 0xFF9F), (0x20000, 0x3FFFF))):
        return _CJK
    if 0xA1 <= c <= 0xBF:
        return _LETTER if c in (0xAA, 0xB5, 0xBA) else _SYMBOL
    return _SYMBOL if c in (0xD7, 0xF7) or _within(c, (
        (0x2010, 0x2BFF), (0x3001, 0x303F), (0xE000, 0xF8FF), (0xFE30, 0xFE6F), (0xFF00, 0xFFFF),
        (0x1F000, 0x1FAFF))) else _LETTER


class Reader:
    """Reads features with the pieces that a vocabulary of keys holds."""

    def __init__(self, known):
        self.known = known
        self._characters, self._words, self._singles, self._pairs = {}, {}, {}, {}

    def _character(self, character):
        found = self._characters.get(character)
        if found is None:
            point = _fold(ord(character))
            kind = _SYMBOL if point == 10 else _kind(point)
            found = chr(_bare(point)) if kind in (_LETTER, _DIGIT) else chr(point), kind
            self._characters[character] = found
        return found

    def _pieces(self, word):
        out, at = [], 0
        while at < len(word):
            kind, value, end, longest = PIECE if at else WORD, _FNV_BASIS, at, None
            for i in range(at, min(len(word), at + _PIECE_MAX)):
                value = _hash_on(value, ord(word[i]))
                k = key(value, kind)
                if k in self.known:
                    end, longest = i + 1, k
            if longest is None:
                out.append((key(_hash(word[at]), WORD), WORD))
                at += 1
            else:
                out.append((longest, kind))
                at = end
        return out

    def _word(self, kind, word):
        """(hash for pairs, kind, features)"""
        found = self._words.get(word)
        if found is None:
            value = _hash(word)
            if kind == _DIGIT:
                shape = min(len(word), 4)
                found = shape, _DIGIT, [(key(value, NUMBER), NUMBER), (key(shape, SHAPE), SHAPE)]
            else:
                found = value, _LETTER, self._pieces(word)
            self._words[word] = found
        return found

    def _single(self, kind, character):
        found = self._singles.get(character)
        if found is None:
            value = _hash(character)
            out = [(key(value, WORD), WORD), (key(0, SHAPE), SHAPE)] if kind == _CJK else [(key(value, SYMBOL), SYMBOL)]
            found = self._singles[character] = value, kind, out
        return found

    def _units(self, text):
        word, last = [], None
        for character in text:
            character, kind = self._character(character)
            if kind == _MARK:
                continue
            if word and (kind != last or len(word) == _WORD_MAX):
                yield self._word(last, "".join(word))
                word = []
            last = kind
            if kind in (_LETTER, _DIGIT):
                word.append(character)
            elif kind != _SPACE:
                yield self._single(kind, character)
        if word:
            yield self._word(last, "".join(word))

    def features(self, text):
        """{(key, kind): count}"""
        counts, before = {}, None
        for unit in self._units(text):
            value, kind, features = unit
            if before and (_SYMBOL in (kind, before[1]) or kind == before[1] == _CJK):
                pair = before[0], value
                if pair not in self._pairs:
                    self._pairs[pair] = key(pair[0] * 31 + pair[1] & _MASK, PAIR), PAIR
                features = [*features, self._pairs[pair]]
            for feature in features:
                counts[feature] = counts.get(feature, 0) + 1
            before = unit
        return counts
