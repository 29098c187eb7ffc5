/* What a model's name or id says, apart from how it is spelt. */
#ifndef SMACS_MATCH_READING_H
#define SMACS_MATCH_READING_H

#include <smacs/status.h>
#include <stdbool.h>
#include <stdint.h>

/* Longest name that is read; a longer one says nothing. */
#define SMACS_NAME_MAX 256

typedef struct smacs_reading {
    uint64_t text;     /* hash of the whole name, letters in either case */
    uint64_t words;    /* sum of the hashes of the words and numbers that tell models apart, so in any order */
    uint64_t compact;  /* the same in order and without gaps between letters: "gptoss" is "gpt-oss" */
    uint64_t effort;   /* sum of the hashes of words of effort; 0: none is said */
    uint64_t snapshot; /* of a short date, 2507 or 0905: other weights; 0: none */
    uint32_t day;      /* of a full date, as 20250807: the same model on a day; 0: none */
    double size;       /* billions of parameters; 0: not said */
    double active;     /* billions that are used for a token; 0: not said */
    uint64_t family;   /* of the first word */
    double generation; /* the first number besides sizes and dates; 0: none */
    bool no_chat;      /* says that it does not answer questions: an embedder, a guard, a base model, .. */
    bool small;        /* says that it is a small one of its maker: mini, nano, ..; or Ollama's ":latest" */
    bool instruct; /* says instruct, chat or it, or is of Ollama's form "name:tag", where that goes without saying */
} smacs_reading;

/* What a word adds to `words`. */
uint64_t smacs_word_hash(const char *word);

/* The hash that words of effort have in a reading: "thinking", "none", "high", .. */
uint64_t smacs_effort_hash(smacs_text effort);

/* Reads a name or id. What only says who serves it, how it is packed, quantised or sold is left out. */
smacs_reading smacs_read_name(smacs_text name);

#endif
