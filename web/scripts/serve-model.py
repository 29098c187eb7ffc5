"""Serves one GGUF model in OpenAI's format, by the llama.cpp server that the PyPI package xllamacpp carries.

usage: python3 serve-model.py FILE PORT NAME

Without arguments it only says, by its exit status, whether the package is there.
"""

import sys
import time

import xllamacpp


def serve(file, port, name):
    params = xllamacpp.CommonParams()
    params.model.path = file
    params.hostnames = ["127.0.0.1"]
    params.port = int(port)
    params.n_ctx = 4096
    params.n_parallel = 1
    params.model_alias = {name}
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(60)


if len(sys.argv) == 4:
    serve(*sys.argv[1:])
