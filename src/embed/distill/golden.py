#!/usr/bin/env python3
"""Writes tests/golden/pieces_cases.h: made-up texts, a tiny vocabulary, and the vectors that Python makes of them.

usage: golden.py > ../../../tests/golden/pieces_cases.h
"""

import numpy

import pieces
import sme

VOCABULARY = """the a cat cats dog run ##s ##ning ##ner play un ##able ##like ##ly how many apple ##apple e x y n def
return frac sqrt naive cafe resume uber strasse ##e ##r ##n ##d die das und le la de el ni ##no год ##а мир привет 中 国 数
学 的 の ü ß α β ##ω""".split()
SYMBOLS = "+-=(){}[]\\^_:.,?\n\"'"
TEXTS = [
    "", " \t ", "The cat runs.", "CATS AND DOGS, running; the runner's dog!", "unplayable unlikely unlike catlike",
    "How many apples are left? 12 + 345 = 6789012", "zzz qqqq the xylophone",
    "Was kostet die Straße in Zürich und über alles?", "Où est le café? Señor, el niño — naïve résumé",
    "NFD: cafe\u0301 nin\u0303o", "Привет, мир! В этом году 365 дней. Ёлка", "中国的数学,数学的中国。", "東京のラーメン屋さん 한국어 문장",
    "Ελληνικά: ΑΒΓ αβγ Σίσυφος", "สวัสดีชาวโลก ١٢٣ עברית שלום", "def run(x, y=2):\n    return x[y] ** 2  # cat\n",
    "\\frac{\\sqrt{x^2+1}}{n_{1}} \\le \\alpha", "A. cat\nB. dog\nC. the apple\nAnswer:", "Question: 2\nAnswer: 3",
    "😀 emoji 👩‍💻 and ＦＵＬＬ width １２", "don't re-enter e-mail x2y H2O 3rd", "a" * 70 + "cat" * 30, "cat " * 300 + "dog",
]
DIM, UNKNOWN, SEED = 16, 0.75, 5


def c_string(text):
    out = "".join(chr(b) if 32 <= b < 127 and b not in b'"\\?' else f"\\{b:03o}" for b in text.encode())
    return f'"{out}"'


def c_array(name, values, kind):
    rows = [", ".join(str(v) for v in values[i:i + 16]) for i in range(0, len(values), 16)]
    return f"static const {kind} {name}[] = {{\n    " + ",\n    ".join(rows) + "};\n"


def main():
    keys = sorted({pieces.feature_of_piece(p)[0] for p in VOCABULARY} | {pieces.key_of_symbol(s) for s in SYMBOLS}
                  | {pieces.key(shape, pieces.SHAPE) for shape in range(3)})
    rows = numpy.random.Generator(numpy.random.PCG64(SEED)).standard_normal((len(keys), DIM))
    reader = pieces.Reader(set(keys))
    print("/* Written by src/embed/distill/golden.py; do not edit. */\n#include <stdint.h>\n")
    print(f"enum {{ PIECES_DIM = {DIM}, PIECES_TEXTS = {len(TEXTS)} }};\n")
    print("static const char *const pieces_texts[] = {\n    " + ",\n    ".join(map(c_string, TEXTS)) + "};\n")
    for bits, most in ((8, 127), (4, 7)):
        values, scales = sme.quantise_rows(rows, most)
        print(c_array(f"pieces_file_{bits}", list(sme.write("golden", keys, values, scales, bits, UNKNOWN)), "uint8_t"))
        table = values * scales.astype(float)[:, None]
        vectors = [sme.embed(reader.features(t), {k: i for i, k in enumerate(keys)}, table, UNKNOWN) for t in TEXTS]
        print(c_array(f"pieces_vectors_{bits}", [int(x) for v in vectors for x in v], "int8_t"))


if __name__ == "__main__":
    main()
