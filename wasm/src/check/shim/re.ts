// The module re, as Python for MicroPython.
export const re = String.raw`
class _Compiled:
    def __init__(self, pattern, flags=0):
        self.pattern, self.flags, self.groups, self.groupindex = pattern, flags, 0, dict()
        if flags & 64 or pattern.startswith("(?x"):
            _refuse("re.VERBOSE")
        self._at = 0
        while pattern[self._at:self._at + 2] == "(?" and pattern[self._at + 2:self._at + 3] in "ims" and ")" in pattern:
            end = pattern.index(")")
            for c in pattern[2:end]:
                self.flags |= {"i": 2, "m": 8, "s": 16}.get(c, 0)
            self._at = end + 1
        self._tree = self._choice()
        if self._at < len(pattern):
            raise error("unbalanced parenthesis")

    def _choice(self):
        options = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            options.append(self._sequence())
        return options[0] if len(options) == 1 else ("choice", options)

    def _peek(self):
        return self.pattern[self._at:self._at + 1]

    def _sequence(self):
        items = []
        while self._peek() not in ("", "|", ")"):
            items.append(self._repeated())
        return ("all", items)

    def _repeated(self):
        item = self._atom()
        while True:
            c, low, high = self._peek(), 0, None
            if c == "*" or c == "+":
                low = 1 if c == "+" else 0
                self._at += 1
            elif c == "?":
                high = 1
                self._at += 1
            elif c == "{" and self._bounds():
                low, high = self._bounds()
                self._at = self.pattern.index("}", self._at) + 1
            else:
                return item
            lazy = self._peek() == "?"
            self._at += 1 if lazy else 0
            item = ("repeat", item, low, high, lazy)

    def _bounds(self):
        end = self.pattern.find("}", self._at)
        parts = self.pattern[self._at + 1:end].split(",") if end > 0 else []
        if not 1 <= len(parts) <= 2 or not all([p == "" or p.isdigit() for p in parts]) or parts == [""]:
            return None
        low = int(parts[0] or 0)
        return (low, low if len(parts) == 1 else int(parts[1]) if parts[1] else None)

    def _atom(self):
        c = self._peek()
        self._at += 1
        if c == "(":
            return self._group()
        if c == "[":
            return self._class()
        if c == ".":
            return ("any",)
        if c == "^" or c == "$":
            return (c,)
        if c == "\\":
            return self._escape(False)
        return ("char", c)

    def _group(self):
        number, kind = None, None
        if self._peek() == "?":
            rest = self.pattern[self._at:]
            for mark in ("?:", "?=", "?!", "?<=", "?<!"):
                if rest.startswith(mark):
                    kind = mark
                    self._at += len(mark)
                    break
            else:
                if rest.startswith("?P="):
                    end = self.pattern.index(")", self._at)
                    name = self.pattern[self._at + 3:end]
                    self._at = end + 1
                    return ("back", self.groupindex[name])
                end = self.pattern.index(">", self._at)
                self.groups += 1
                number = self.groups
                self.groupindex[self.pattern[self._at + 3:end]] = number
                self._at = end + 1
        else:
            self.groups += 1
            number = self.groups
        inner = self._choice()
        if self._peek() != ")":
            raise error("missing ), unterminated subpattern")
        self._at += 1
        return ("group", inner, number) if number else inner if kind == "?:" else ("look", inner, kind)

    def _escape(self, inside):
        c = self._peek()
        self._at += 1
        if c in "dDwWsS":
            return ("set", c.isupper(), [c.lower()])
        if c in "bB" and not inside:
            return ("edge", c == "B")
        if c in "AZ":
            return ("^start" if c == "A" else "$end",)
        if c.isdigit() and c != "0" and not inside:
            return ("back", int(c))
        if c == "x" or c == "u":
            size = 2 if c == "x" else 4
            code = int(self.pattern[self._at:self._at + size], 16)
            self._at += size
            return ("char", chr(code))
        return ("char", {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0", "b": "\b"}.get(c, c))

    def _class(self):
        negated = self._peek() == "^"
        self._at += 1 if negated else 0
        parts, first = [], True
        while first or self._peek() != "]":
            first = False
            c = self._peek()
            if c == "":
                raise error("unterminated character set")
            self._at += 1
            item = self._escape(True) if c == "\\" else ("char", c)
            if item[0] == "set":
                parts.append((item[1], item[2][0]))
                continue
            low = item[1]
            if self._peek() == "-" and self.pattern[self._at + 1:self._at + 2] not in ("]", ""):
                self._at += 1
                c = self._peek()
                self._at += 1
                parts.append((low, self._escape(True)[1] if c == "\\" else c, 0))
            else:
                parts.append((low, low, 0))
        self._at += 1
        return ("set", negated, parts)

    def _one(self, node, c):
        fold = self.flags & 2
        if node[0] == "any":
            return c != "\n" or bool(self.flags & 16)
        if node[0] == "char":
            return node[1] == c or bool(fold and node[1].lower() == c.lower())
        found = False
        for part in node[2]:
            if len(part) == 3:
                found = part[0] <= c <= part[1]
                if fold and not found:
                    found = part[0] <= c.lower() <= part[1] or part[0] <= c.upper() <= part[1]
            else:
                kind = part if len(part) == 1 else part[1]
                found = c.isdigit() if kind == "d" else c.isspace() if kind == "s" else c.isalpha() or c.isdigit() or c == "_"
                if len(part) == 2 and part[0]:
                    found = not found
            if found:
                break
        return found != node[1]

    def _run(self, node, text, at, groups, then):
        kind = node[0]
        if kind in ("char", "any", "set"):
            return then(at + 1) if at < len(text) and self._one(node, text[at]) else None
        if kind == "all":
            return self._all(node[1], 0, text, at, groups, then)
        if kind == "choice":
            for option in node[1]:
                end = self._run(option, text, at, groups, then)
                if end is not None:
                    return end
            return None
        if kind == "repeat":
            return self._many(node, text, at, groups, then)
        if kind == "group":
            number, before = node[2], groups[node[2]]

            def close(end):
                inner = groups[number]
                groups[number] = (at, end)
                done = then(end)
                if done is None:
                    groups[number] = inner
                return done
            end = self._run(node[1], text, at, groups, close)
            if end is None:
                groups[number] = before
            return end
        if kind == "look":
            if node[2] in ("?=", "?!"):
                found = self._run(node[1], text, at, groups, lambda end: end) is not None
            else:
                found = any([self._run(node[1], text, s, groups, lambda end: end if end == at else None) is not None for s in range(at + 1)])
            return then(at) if found == (node[2] in ("?=", "?<=")) else None
        if kind == "edge":
            before = at > 0 and self._is_word(text[at - 1])
            after = at < len(text) and self._is_word(text[at])
            return then(at) if (before != after) != node[1] else None
        if kind == "back":
            span = groups[node[1]]
            piece = text[span[0]:span[1]] if span else None
            return then(at + len(piece)) if piece is not None and text[at:at + len(piece)] == piece else None
        many = self.flags & 8
        if kind == "^" or kind == "^start":
            return then(at) if at == 0 or (kind == "^" and many and text[at - 1] == "\n") else None
        last = at == len(text) or (kind == "$" and at == len(text) - 1 and text[at] == "\n")
        return then(at) if last or (kind == "$" and many and text[at] == "\n") else None

    def _is_word(self, c):
        return c.isalpha() or c.isdigit() or c == "_"

    def _all(self, items, i, text, at, groups, then):
        while i < len(items) and items[i][0] in ("char", "any", "set"):
            if at >= len(text) or not self._one(items[i], text[at]):
                return None
            i, at = i + 1, at + 1
        if i == len(items):
            return then(at)
        return self._run(items[i], text, at, groups, lambda end: self._all(items, i + 1, text, end, groups, then))

    def _many(self, node, text, at, groups, then):
        kind, item, low, high, lazy = node
        if item[0] in ("char", "any", "set"):
            most = len(text) - at if high is None else min(high, len(text) - at)
            if lazy:
                count = 0
                while True:
                    if count >= low:
                        end = then(at + count)
                        if end is not None:
                            return end
                    if count >= most or not self._one(item, text[at + count]):
                        return None
                    count += 1
            count = 0
            while count < most and self._one(item, text[at + count]):
                count += 1
            while count >= low:
                end = then(at + count)
                if end is not None:
                    return end
                count -= 1
            return None

        def more(count, here):
            def again(end):
                return None if end == here and count >= low else more(count + 1, end)
            if lazy and count >= low:
                end = then(here)
                if end is not None:
                    return end
            if high is None or count < high:
                end = self._run(item, text, here, groups, again)
                if end is not None:
                    return end
            return then(here) if not lazy and count >= low else None
        return more(0, at)

    def _match(self, text, at, whole=False):
        groups = [None] * (self.groups + 1)
        size = len(text)
        end = self._run(self._tree, text, at, groups, (lambda e: e if e == size else None) if whole else (lambda e: e))
        if end is None:
            return None
        groups[0] = (at, end)
        return _Match(self, text, groups)

    def match(self, text, pos=0):
        return self._match(text, pos)

    def fullmatch(self, text, pos=0):
        return self._match(text, pos, True)

    def search(self, text, pos=0):
        for at in range(pos, len(text) + 1):
            found = self._match(text, at)
            if found:
                return found
        return None

    def finditer(self, text, pos=0):
        at, last = pos, -1
        while at <= len(text):
            found = self.search(text, at)
            if found is None:
                return
            if found.end() == found.start() and found.end() == last:
                at += 1
                continue
            yield found
            last = found.end()
            at = last if found.end() > found.start() else last + 1

    def findall(self, text, pos=0):
        out = []
        for found in self.finditer(text, pos):
            parts = ["" if part is None else part for part in found.groups()]
            out.append(found.group() if not parts else parts[0] if len(parts) == 1 else tuple(parts))
        return out

    def split(self, text, maxsplit=0):
        out, last = [], 0
        for found in self.finditer(text):
            if maxsplit and len(out) >= maxsplit:
                break
            out.append(text[last:found.start()])
            out.extend(found.groups())
            last = found.end()
        return out + [text[last:]]

    def subn(self, to, text, count=0):
        out, last, done = [], 0, 0
        for found in self.finditer(text):
            if count and done >= count:
                break
            out.append(text[last:found.start()])
            out.append(to(found) if callable(to) else found.expand(to))
            last = found.end()
            done += 1
        return ("".join(out) + text[last:], done)

    def sub(self, to, text, count=0):
        return self.subn(to, text, count)[0]


class _Match:
    def __init__(self, compiled, text, spans):
        self.re, self.string, self._spans = compiled, text, spans

    def _number(self, group):
        return self.re.groupindex[group] if isinstance(group, str) else group

    def group(self, *wanted):
        parts = []
        for group in wanted or (0,):
            span = self._spans[self._number(group)]
            parts.append(self.string[span[0]:span[1]] if span else None)
        return parts[0] if len(parts) == 1 else tuple(parts)

    __getitem__ = group

    def groups(self, default=None):
        return tuple([self.string[s[0]:s[1]] if s else default for s in self._spans[1:]])

    def groupdict(self, default=None):
        return dict([(name, self.group(i)) for name, i in self.re.groupindex.items()])

    def span(self, group=0):
        return self._spans[self._number(group)] or (-1, -1)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    @property
    def lastindex(self):
        set_ = [i for i in range(1, len(self._spans)) if self._spans[i]]
        return set_[-1] if set_ else None

    def expand(self, to):
        out, i = "", 0
        while i < len(to):
            if to[i] == "\\" and i + 1 < len(to):
                c = to[i + 1]
                if c == "g" and to[i + 2:i + 3] == "<":
                    end = to.index(">", i)
                    name = to[i + 3:end]
                    out += self.group(int(name) if name.isdigit() else name) or ""
                    i = end + 1
                    continue
                out += (self.group(int(c)) or "") if c.isdigit() else {"n": "\n", "t": "\t", "\\": "\\"}.get(c, "\\" + c)
                i += 2
            else:
                out += to[i]
                i += 1
        return out

    def __repr__(self):
        return "<re.Match object; span=" + repr(self.span()) + ", match=" + repr(self.group()) + ">"


class error(Exception):
    pass


def _compile(pattern, flags=0):
    return pattern if isinstance(pattern, _Compiled) else _Compiled(pattern, flags)


def _escape(text):
    return "".join([c if c.isalpha() or c.isdigit() or c == "_" or ord(c) > 127 else "\\" + c for c in text])


_Module("re", {"compile": _compile, "error": error, "escape": _escape, "Pattern": _Compiled, "Match": _Match,
    "match": lambda p, text, flags=0: _compile(p, flags).match(text),
    "fullmatch": lambda p, text, flags=0: _compile(p, flags).fullmatch(text),
    "search": lambda p, text, flags=0: _compile(p, flags).search(text),
    "findall": lambda p, text, flags=0: _compile(p, flags).findall(text),
    "finditer": lambda p, text, flags=0: _compile(p, flags).finditer(text),
    "split": lambda p, text, maxsplit=0, flags=0: _compile(p, flags).split(text, maxsplit),
    "sub": lambda p, to, text, count=0, flags=0: _compile(p, flags).sub(to, text, count),
    "subn": lambda p, to, text, count=0, flags=0: _compile(p, flags).subn(to, text, count),
    "I": 2, "IGNORECASE": 2, "M": 8, "MULTILINE": 8, "S": 16, "DOTALL": 16, "X": 64, "VERBOSE": 64, "A": 0, "ASCII": 0, "U": 0, "UNICODE": 0})
`;
