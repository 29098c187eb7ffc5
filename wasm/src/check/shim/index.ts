// What MicroPython lacks of the Python that people write, or has otherwise than CPython, as Python. Names that begin with
// "__" belong to python-source.ts, which writes calls of them. All files share one space of names, those of the modules too.
import { attributes } from "./attributes.js";
import { builtins } from "./builtins.js";
import { dataclasses, enumeration } from "./classes.js";
import { collections } from "./collections.js";
import { containers } from "./containers.js";
import { formats } from "./formats.js";
import { bisect, functools, heapq, itertools, operator } from "./itertools.js";
import { json } from "./json.js";
import { math, random, statistics } from "./math.js";
import { abc, argparse, copy, doctest, future, hashlib, logging, string, sys, typing, unittest } from "./modules.js";
import { numbers } from "./numbers.js";
import { re } from "./re.js";
import { texts } from "./texts.js";
import { values } from "./values.js";

/** Loaded before every program. */
export const core = [containers, texts, attributes, numbers, values, formats, builtins].join("\n");

/** Modules that are loaded where a program names them. */
export const modules: Readonly<Record<string, string>> = {
    typing,
    math,
    collections,
    itertools,
    functools,
    heapq,
    bisect,
    operator,
    string,
    statistics,
    random,
    hashlib,
    re,
    sys,
    copy,
    json,
    __future__: future,
    abc,
    dataclasses,
    enum: enumeration,
    argparse,
    doctest,
    logging,
    unittest,
};
