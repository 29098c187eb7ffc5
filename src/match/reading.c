/* Reading a model's id. Services spell one model in many ways: "accounts/fireworks/models/qwen3-30b-a3b",
 * "Qwen/Qwen3-30B-A3B-AWQ", "qwen3:30b-a3b-q4_K_M", "qwen/qwen3-30b-a3b:free". Everything that tells models apart stays
 * in the reading, an unknown word too, so that a fine-tune or a "-coder" is never taken for the model it came from. */
#include "match/reading.h"
#include "base/bits.h"
#include "base/error.h"
#include "base/text.h"
#include "json/writer.h"
#include <string.h>

/* What a word says of a model. */
typedef enum kind {
    PACKAGING, /* packaging, precision and ways of serving */
    TERM,      /* of sale; behind a colon, or a version as in "claude-3-7-sonnet-latest" */
    MAKER,     /* makers and services in front of a name */
    TUNED,
    THINKING,
    UNTHINKING,
    NEGATION, /* of thinking */
    EFFORT,
    QUANTISED, /* in front of a number */
    FAST,      /* left out behind a word that says which weights they are: alone they name other models (GLM-5-Turbo) */
    SMALL,     /* what makers call a small model of theirs */
    NO_CHAT,   /* of models that do something else than answer questions */
    NAME       /* any other word */
} kind;

/* The words of each kind, as a whole; an empty one begins the next kind. */
static const char kinds[] =
    "gguf\0awq\0gptq\0mlx\0bnb\0mlc\0hf\0onnx\0tput\0quantized\0dynamic\0dwq\0ud\0unsloth\0cloud\0dedicated\0tee\0"
    "bit\0free\0basic\0qat\0maas\0\0"
    "batch\0latest\0\0"
    "meta\0nvidia\0openai\0anthropic\0google\0zai\0databricks\0parasail\0cohere\0\0"
    "instruct\0chat\0it\0versatile\0instant\0\0"
    "thinking\0think\0reasoning\0reasoner\0\0"
    "nothink\0nothinking\0\0"
    "no\0non\0\0"
    "high\0low\0medium\0minimal\0max\0xhigh\0\0"
    "exl\0q\0iq\0w\0fp\0bf\0f\0int\0mxfp\0nvfp\0nf\0\0"
    "turbo\0fast\0\0"
    "mini\0small\0tiny\0nano\0micro\0lite\0\0"
    "base\0pt\0embed\0embedding\0embeddings\0rerank\0reranker\0reward\0guard\0safeguard\0moderation\0ocr\0image\0"
    "video\0tts\0asr\0speech\0audio\0transcribe\0whisper\0realtime\0";

static kind kind_of(smacs_text word) {
    unsigned found = PACKAGING;
    for (const char *at = kinds; found != NAME; at += strlen(at) + 1) {
        if (smacs_text_is(word, at)) {
            return (kind)found;
        }
        found += !*at;
    }
    return NAME;
}

static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_part(char c) { return is_letter(c) || is_digit(c); }

/* Mixed, so that sums of hashes tell sets apart. */
static uint64_t hash_of(const char *data, size_t size) {
    const uint64_t h = smacs_fnv1a(SMACS_FNV_BASIS, data, size);
    return (h ^ (h >> 32)) * 0xbf58476d1ce4e5b9u;
}

uint64_t smacs_word_hash(const char *word) { return hash_of(word, strlen(word)); }

uint64_t smacs_effort_hash(smacs_text effort) {
    return kind_of(effort) == THINKING ? smacs_word_hash("thinking") : hash_of(effort.data, effort.size);
}

/* The name as it is read: lower case, without path, terms and file type, NUL-terminated. Returns its size. */
typedef struct plain {
    char text[SMACS_NAME_MAX + 2]; /* two NULs, so that looking one ahead is safe */
    size_t size;
    bool is_tag, is_latest, is_router;
} plain;

static size_t after_path(const plain *p) {
    size_t at = p->size;
    while (at > 0 && p->text[at - 1] != '/' && p->text[at - 1] != '\\') {
        at--;
    }
    return at;
}

static void cut(plain *p, size_t size) {
    memset(p->text + size, 0, p->size - size);
    p->size = size;
}

static bool is_word(smacs_text text) {
    size_t i = 0;
    while (i < text.size && (is_letter(text.data[i]) || text.data[i] == '-')) {
        i++;
    }
    return i == text.size;
}

/* ":free", ":groq", Bedrock's "-v1:0" and "-v1:0:128k", and Ollama's tags. */
static void read_colon(plain *p, bool has_path) {
    char *colon = memchr(p->text, ':', p->size);
    if (!colon) {
        return;
    }
    const size_t at = (size_t)(colon - p->text);
    const smacs_text tag = {colon + 1, p->size - at - 1};
    const kind said = kind_of(tag);
    const bool thinks = said == THINKING;
    p->is_latest = smacs_text_is(tag, "latest");
    if (is_digit(tag.data[0]) && (!tag.data[1] || tag.data[1] == ':')) {
        const size_t dash = at >= 2 && is_digit(p->text[at - 1]) ? at - 2 + (p->text[at - 2] != 'v') : at;
        cut(p, dash);
    } else if (!thinks && (has_path ? is_word(tag) : said <= TERM)) {
        cut(p, at);
    } else {
        p->is_tag = !thinks;
        *colon = '-';
    }
}

/* "model@provider" and "model@20250219". */
static void read_at(plain *p) {
    char *sign = memchr(p->text, '@', p->size);
    if (sign && is_digit(sign[1])) {
        *sign = '-';
    } else if (sign) {
        cut(p, (size_t)(sign - p->text));
    }
}

/* "us.anthropic.claude-opus-5" is claude-opus-5; "deepseek.v3.2" stays. "Qwen_Qwen3-32B" is Qwen3-32B, as people name
 * files; in "deepseek_coder_v2" words are joined so. */
static size_t after_makers(const plain *p) {
    size_t start = 0;
    for (size_t i = 1; i < p->size; i++) {
        const char *next = p->text + i + 1;
        const bool ends = p->text[i] == '.' || (p->text[i] == '_' && next[strcspn(next, "-_")] == '-');
        if (ends && is_letter(p->text[i - 1]) && is_letter(next[0]) && is_letter(next[1]) && is_letter(next[2])) {
            start = i + 1;
        }
    }
    return start;
}

static void drop(plain *p, size_t count) {
    memmove(p->text, p->text + count, p->size - count);
    cut(p, p->size - count);
}

static void read_plain(smacs_text name, plain *p) {
    for (size_t i = 0; i < name.size; i++) {
        const char c = name.data[i];
        p->text[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    p->size = name.size;
}

static void strip(plain *p) {
    const size_t path = after_path(p);
    p->is_router = path > 8 && memcmp(p->text + path - 8, "routers/", 8) == 0; /* Fireworks' "-fast", "-turbo" */
    drop(p, path);
    cut(p, smacs_text_find((smacs_text){p->text, p->size}, ".gguf"));
    cut(p, smacs_text_find((smacs_text){p->text, p->size}, "-00001-of-"));
    read_at(p);
    read_colon(p, path > 0);
    const size_t makers = after_makers(p);
    if (makers > 3 && p->text[makers - 1] == '.' && memcmp(p->text + p->size - 3, "-v1", 3) == 0) {
        cut(p, p->size - 3); /* Bedrock's, without ":0" */
    }
    drop(p, makers);
}

typedef struct scan {
    const char *at;
    smacs_reading r;
    bool negated;  /* "no" or "non" stands in front */
    bool in_words; /* the last thing in `compact` was letters */
    bool routed;   /* "fast" and "turbo" are ways of serving */
} scan;

static void add(scan *s, const char *data, size_t size, bool letters) {
    s->r.words += hash_of(data, size);
    if (!letters || !s->in_words) {
        s->r.compact = smacs_fnv1a(s->r.compact, letters ? "" : "|", !letters);
    }
    s->r.compact = smacs_fnv1a(s->r.compact, data, size);
    s->in_words = letters;
}

/* The number at `text`: "3.1", "3p1", "3_1"; and "3-1", where one digit alone follows one digit. Into `out` with a point,
 * without ".0". Returns the place behind it. */
static const char *read_number(const char *text, char out[SMACS_NAME_MAX], size_t *size) {
    size_t n = 0;
    while (is_digit(*text)) {
        out[n++] = *text++;
        const bool joins = (*text == '.' || *text == 'p' || *text == '_') && is_digit(text[1]);
        const bool alone = *text == '-' && is_digit(text[1]) && !is_part(text[2]) && text[2] != '.' &&
                           (n == 1 || !is_digit(out[n - 2]));
        if (joins || alone) {
            out[n++] = '.';
            text++;
        }
    }
    if (n > 2 && out[n - 1] == '0' && out[n - 2] == '.') {
        n -= 2;
    }
    out[n] = 0;
    *size = n;
    return text;
}

static bool is_month_and_day(uint32_t month, uint32_t day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* A date at `text`: 20250807, 2025-08-07, or the short forms 2507 (year and month) and 0807 (month and day). Returns the
 * place behind it, or NULL. */
static const char *read_date(scan *s, const char *text) {
    size_t run = 0;
    while (is_digit(text[run])) {
        run++;
    }
    if (is_letter(text[run]) || (text[run] == '.' && is_digit(text[run + 1]))) {
        return NULL;
    }
    const uint32_t value = run <= 9 ? smacs_text_number(text, run) : 0;
    if (run == 8 && value / 10000 >= 2020 && is_month_and_day(value / 100 % 100, value % 100)) {
        s->r.day = value;
        return text + run;
    }
    if (run == 4 && value >= 2020 && value < 2100 && text[4] == '-' && text[7] == '-') {
        const uint32_t month = smacs_text_number(text + 5, 2), day = smacs_text_number(text + 8, 2);
        if (month <= 12 && day <= 31 && is_month_and_day(month, day) && !is_part(text[10])) {
            s->r.day = value * 10000 + month * 100 + day;
            return text + 10;
        }
    }
    const bool is_year_and_month = value / 100 >= 23 && value / 100 < 40 && is_month_and_day(value % 100, 1);
    if (run == 4 && (is_year_and_month || is_month_and_day(value / 100, value % 100))) {
        s->r.snapshot = hash_of(text, run);
        return text + run;
    }
    return NULL;
}

/* A size behind a number: 70b, 270m, 1t. Returns 0 where there is none. */
static double size_of(double value, const char *unit) {
    if (is_part(unit[0]) && is_part(unit[1])) {
        return 0.0;
    }
    return unit[0] == 'b'                    ? value
           : unit[0] == 't'                  ? 1000.0 * value
           : unit[0] == 'm' && value >= 10.0 ? value / 1000.0
                                             : 0.0;
}

static void take_number(scan *s) {
    char number[SMACS_NAME_MAX + 2];
    size_t size;
    const char *date = read_date(s, s->at);
    if (date) {
        s->at = date;
        return;
    }
    const char *end = read_number(s->at, number, &size);
    char *stop;
    const double value = smacs_number_read(number, &stop);
    const double billions = size_of(value, end);
    const smacs_text unit = {end, is_letter(end[0]) ? strspn(end, "bit") : 0};
    if (billions > 0.0 && s->r.size == 0.0) {
        s->r.size = billions;
        s->at = end + 1;
        return;
    }
    if (smacs_text_is(unit, "bit")) {
        s->at = end + unit.size;
        return;
    }
    /* "8x7b", "128k", "1m" are one thing. */
    while (is_part(*end) && (end[0] == 'x' || end[0] == 'k' || end[0] == 'm' || is_digit(end[0]) || end[-1] == 'x' ||
                             (end[0] == 'b' && !is_part(end[1])))) {
        if (size < SMACS_NAME_MAX) {
            number[size++] = *end;
        }
        end++;
    }
    s->r.generation = s->r.generation > 0.0 ? s->r.generation : value;
    add(s, number, size, false);
    s->at = end;
}

/* Whether a number in billions follows a letter: "a22b", the part that is active. */
static bool take_active(scan *s, smacs_text word) {
    char number[SMACS_NAME_MAX + 2];
    size_t size;
    const char *end = read_number(word.data + 1, number, &size);
    if (!smacs_text_is(word, "a") || size == 0 || end[0] != 'b' || is_part(end[1])) {
        return false;
    }
    char *stop;
    s->r.active = smacs_number_read(number, &stop);
    s->at = end + 1;
    return true;
}

/* Whether a word is left out of what tells models apart, after taking what it says. */
static bool take_kind(scan *s, smacs_text word, kind said) {
    const bool negated = s->negated;
    s->negated = said == NEGATION;
    switch (said) {
    case PACKAGING:
    case NEGATION:
        return true;
    case TERM:
        return s->r.generation > 0.0;
    case MAKER:
        return s->r.family == 0;
    case TUNED:
        s->r.instruct = true;
        return true;
    case THINKING:
    case UNTHINKING:
        s->r.effort += smacs_word_hash(said == UNTHINKING || negated ? "none" : "thinking");
        return true;
    case EFFORT:
        s->r.effort += hash_of(word.data, word.size);
        return true;
    case FAST:
        return s->routed || s->r.instruct || s->r.snapshot || s->r.size > 0.0;
    case SMALL:
        s->r.small = true;
        return false;
    case NO_CHAT:
        s->r.no_chat = true;
        return false;
    default:
        return false;
    }
}

static void take_word(scan *s) {
    smacs_text word = {s->at, 0};
    while (is_letter(word.data[word.size])) {
        word.size++;
    }
    const char *end = word.data + word.size;
    const bool before_number = is_digit(*end);
    s->at = end;
    if (take_active(s, word)) {
        return;
    }
    if (before_number && word.data[word.size - 1] == 'v' && (word.size == 1 || word.size > 3)) {
        word.size--; /* "v3", "deepseekv3" */
    }
    const kind said = kind_of(word);
    if (before_number && said == QUANTISED) {
        while (is_part(*s->at) || *s->at == '_') {
            s->at++;
        }
        return;
    }
    if (word.size == 0 || take_kind(s, word, said)) {
        return;
    }
    s->r.family = s->r.family ? s->r.family : hash_of(word.data, word.size);
    add(s, word.data, word.size, true);
}

smacs_reading smacs_read_name(smacs_text name) {
    scan s = {.r = {.compact = SMACS_FNV_BASIS}};
    if (name.size == 0 || name.size > SMACS_NAME_MAX) {
        return s.r;
    }
    plain p = {0};
    read_plain(name, &p);
    s.r.text = hash_of(p.text, p.size);
    strip(&p);
    s.r.small = p.is_latest;
    s.routed = p.is_router;
    for (s.at = p.text; s.at < p.text + p.size;) {
        if (is_letter(*s.at)) {
            take_word(&s);
        } else if (is_digit(*s.at)) {
            take_number(&s);
        } else {
            s.at++;
        }
    }
    s.r.instruct = s.r.instruct || p.is_tag;
    return s.r;
}
