/* Marks are looked for once, then blocks are put together from them. A mark that is quoted, or named in a sentence, is
 * text: it closes a block only where nothing better does. wasm/src/wire/thinking.ts has the same rule. */
#include "wire/thoughts.h"
#include "answer/scan.h"
#include "base/utf8.h"

/* An opening or a closing mark. */
typedef struct mark {
    size_t start, end;
    uint32_t pair; /* equal for the two marks of a pair */
    bool closes;
} mark;

/* More marks than any response has; the most that a mark's name may have of letters, and of parts before its word; the
 * most of a tag's attributes and of its summary. */
enum { MARKS_MAX = 256, PART_MAX = 16, PARTS_MAX = 3, ATTRIBUTES_MAX = 200, SUMMARY_MAX = 80 };

/* The pair of <details> .. </details>. */
enum { DETAILS = 4u << 8 };

typedef struct splitter {
    smacs_text text;
    size_t count;
    mark marks[MARKS_MAX];
    bool thought; /* whether there are thoughts already */
    wire_take_part take;
    void *context;
} splitter;

/* ---- marks ---- */

static const char *const words[] = {"thinking",   "think",      "thoughts", "thought",   "reasoning", "reason",
                                    "reflection", "scratchpad", "analysis", "monologue", "cot"};

/* Pairs that are spelt otherwise: opening, closing, .. */
static const char *const spelt[] = {"<|inner_prefix|>", "<|inner_suffix|>",  "<|channel>thought",
                                    "<channel|>",       "<unused94>thought", "<unused95>"};

/* Brackets that hold "think" or "thinking". Angles hold more. */
static const char *const brackets[][2] = {{"[", "]"}, {"\xE2\x97\x81", "\xE2\x96\xB7"}};

/* The size of the first of `texts`, which end with NULL, that the text begins with; 0: it begins with none. */
static size_t measure_any(smacs_text text, const char *const *texts) {
    for (size_t i = 0; texts[i]; i++) {
        if (smacs_text_begins_folded(text, texts[i])) {
            return strlen(texts[i]);
        }
    }
    return 0;
}

/* The size of a word of thoughts that ends with `end`; 0: there is none. */
static size_t measure_word(smacs_text text, const char *end) {
    static const char *const further[] = {"_process", "-process", NULL};
    const size_t ant = smacs_text_begins_folded(text, "ant") ? 3 : 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t word = ant + strlen(words[i]);
        if (smacs_text_begins_folded(smacs_text_after(text, ant), words[i])) {
            const size_t size = word + measure_any(smacs_text_after(text, word), further);
            if (smacs_text_begins(smacs_text_after(text, size), end)) {
                return size;
            }
        }
    }
    return 0;
}

/* The size of a name of thoughts that ends with `end`, such as "seed:think" or "chain_of_thought"; 0: there is none. */
static size_t measure_name(smacs_text text, const char *end) {
    size_t at = 0;
    for (int part = 0; part <= PARTS_MAX; part++) {
        const smacs_text rest = smacs_text_after(text, at);
        const size_t word = measure_word(rest, end);
        if (word > 0) {
            return at + word;
        }
        size_t letters = 0;
        while (letters < rest.size && letters <= PART_MAX && smacs_is_letter(rest.data[letters])) {
            letters++;
        }
        if (letters == 0 || letters > PART_MAX || letters >= rest.size || !strchr(":_-", rest.data[letters])) {
            return 0;
        }
        at += letters + 1;
    }
    return 0;
}

static uint32_t hash_folded(smacs_text text, uint32_t hash) {
    for (size_t i = 0; i < text.size; i++) {
        hash = (hash ^ ((uint32_t)(unsigned char)text.data[i] | 0x20u)) * 16777619u;
    }
    return hash;
}

/* Reads <think>, <|begin_of_thought|>, <|/reasoning|> and their like at `at`. */
static bool read_angles(smacs_text text, size_t at, mark *found) {
    static const char *const closing[] = {"/", "end_of_", "end_", NULL}, *const opening[] = {"begin_of_", "begin_",
                                                                                             "start_of_", "start_",
                                                                                             NULL};
    smacs_text inner = smacs_text_after(text, at + 1);
    const bool piped = smacs_text_begins(inner, "|");
    inner = smacs_text_after(inner, piped);
    const size_t closes = measure_any(inner, closing);
    inner = smacs_text_after(inner, closes);
    inner = smacs_text_after(inner, measure_any(inner, opening));
    const char *end = piped ? "|>" : ">";
    const size_t size = measure_name(inner, end), start = (size_t)(inner.data - text.data);
    *found = (mark){at, start + size + strlen(end), hash_folded(smacs_text_before(inner, size), 1u << 8 | piped),
                    closes > 0};
    return size > 0;
}

static bool has_word(smacs_text text, const char *const *any) {
    bool found = false;
    for (size_t i = 0; any[i] && !found; i++) {
        found = smacs_text_find_folded(text, any[i]) < text.size;
    }
    return found;
}

/* Reads <details type="reasoning">, or <details> with a summary that says so, up to the end of the summary. Chat
 * applications fold thoughts with it, and people everything else. */
static bool read_details(smacs_text text, size_t at, mark *found) {
    static const char *const said[] = {"reasoning",   "thinking",         "thought process",
                                       "thought for", "chain of thought", NULL};
    const smacs_text rest = smacs_text_after(text, at);
    const size_t end = smacs_text_find(smacs_text_before(rest, ATTRIBUTES_MAX), ">");
    if (!smacs_text_begins_folded(rest, "<details") || end >= rest.size || end == ATTRIBUTES_MAX) {
        return false;
    }
    const size_t next = smacs_skip_blanks(rest, end + 1);
    smacs_text summary = smacs_text_after(rest, next);
    const bool has_summary = smacs_text_begins_folded(summary, "<summary>");
    summary = smacs_text_before(smacs_text_after(summary, 9), SUMMARY_MAX);
    const size_t closes = has_summary ? smacs_text_find_folded(summary, "</summary>") : summary.size;
    const bool whole = closes < summary.size;
    *found = (mark){at, at + (whole ? next + 9 + closes + 10 : end + 1), DETAILS, false};
    return has_word(smacs_text_before(rest, end), said) ||
           (whole && has_word(smacs_text_before(summary, closes), said));
}

/* Reads the mark at `at`. */
static bool read_mark(smacs_text text, size_t at, mark *found) {
    const smacs_text rest = smacs_text_after(text, at);
    for (size_t i = 0; i < sizeof spelt / sizeof *spelt; i++) {
        if (smacs_text_begins_folded(rest, spelt[i])) {
            *found = (mark){at, at + strlen(spelt[i]), (uint32_t)(i / 2), i % 2 == 1};
            return true;
        }
    }
    if (smacs_text_begins_folded(rest, "</details>")) {
        *found = (mark){at, at + 10, DETAILS, true};
        return true;
    }
    if (smacs_text_begins(rest, "<")) {
        return read_angles(text, at, found) || read_details(text, at, found);
    }
    for (size_t i = 0; i < 2; i++) {
        if (smacs_text_begins(rest, brackets[i][0])) {
            static const char *const names[] = {"thinking", "think", NULL};
            const size_t open = strlen(brackets[i][0]);
            const bool closes = smacs_text_begins(smacs_text_after(rest, open), "/");
            const smacs_text inner = smacs_text_after(rest, open + closes);
            const size_t longest = measure_any(inner, names), size = i == 0 || longest == 5 ? longest : 0;
            *found = (mark){at, at + open + closes + size + strlen(brackets[i][1]),
                            hash_folded(smacs_text_before(inner, size), (uint32_t)(i + 2) << 8), closes};
            return size > 0 && smacs_text_begins(smacs_text_after(inner, size), brackets[i][1]);
        }
    }
    return false;
}

/* The end of a <details> without thoughts in it is no mark. */
static void find_marks(splitter *s) {
    bool folded = false;
    for (size_t at = 0; at < s->text.size && s->count < MARKS_MAX;) {
        mark *next = &s->marks[s->count];
        const bool found = smacs_is_of(s->text.data[at], "<[\xE2") && read_mark(s->text, at, next);
        const bool counts = found && (next->pair != DETAILS || !next->closes || folded);
        folded = folded || (counts && next->pair == DETAILS);
        at = found ? next->end : at + 1;
        s->count += counts;
    }
}

static bool is_quote(smacs_text text, size_t at) {
    const uint32_t c = at < text.size ? smacs_utf8_next(text.data, text.size, &at) : 0;
    return c == '`' || c == '"' || c == '\'' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201D);
}

static bool is_quoted(const splitter *s, const mark *m) {
    size_t before = m->start;
    while (before > 0 && (s->text.data[--before] & 0xC0) == 0x80) {
    }
    return m->start > 0 && is_quote(s->text, before) && is_quote(s->text, m->end);
}

/* In the middle of a sentence: behind a word, and before a small letter or a mark of punctuation. */
static bool is_named(const splitter *s, const mark *m) {
    const char *at = s->text.data + m->start, *after = s->text.data + m->end;
    const size_t left = s->text.size - m->end;
    const char before = m->start >= 2 && at[-1] == ' ' ? at[-2] : 0;
    const bool behind = smacs_is_letter(before) || smacs_is_digit(before) || smacs_is_of(before, ",:(");
    return behind && left > 0 &&
           (smacs_is_of(*after, ".,;:!?)") || (left > 1 && *after == ' ' && after[1] >= 'a' && after[1] <= 'z'));
}

static bool is_clear(const splitter *s, const mark *m) { return !is_quoted(s, m) && !is_named(s, m); }

/* ---- blocks ---- */

static void give(splitter *s, size_t start, size_t end, bool thought) {
    s->thought = s->thought || thought;
    s->take(s->context, smacs_text_before(smacs_text_after(s->text, start), end > start ? end - start : 0), thought);
}

/* The mark that ends a block: the first that is clearly one, else the last that is not quoted, else the last. */
static const mark *close_of(const splitter *s, const mark *open) {
    const mark *unquoted = NULL, *last = NULL;
    for (const mark *m = open + 1; m < s->marks + s->count; m++) {
        if (m->closes && m->pair == open->pair) {
            if (is_clear(s, m)) {
                return m;
            }
            last = m;
            unquoted = is_quoted(s, m) ? unquoted : m;
        }
    }
    return unquoted ? unquoted : last;
}

/* A closing mark without an opening one. Behind other thoughts it counts only if an answer follows it. */
static const mark *lone_close(const splitter *s, const mark *from) {
    for (const mark *m = from; m < s->marks + s->count; m++) {
        bool opened = !m->closes || !is_clear(s, m);
        for (const mark *o = from; o < m && !opened; o++) {
            opened = !o->closes && o->pair == m->pair;
        }
        if (!opened) {
            return !s->thought || smacs_skip_blanks(s->text, m->end) < s->text.size ? m : NULL;
        }
    }
    return NULL;
}

static const mark *first_mark_from(const splitter *s, size_t at) {
    const mark *m = s->marks;
    while (m < s->marks + s->count && m->start < at) {
        m++;
    }
    return m;
}

/* Gives the thoughts in front of the answer; where it begins. */
static size_t give_front(splitter *s) {
    for (size_t at = 0;;) {
        at = smacs_skip_blanks(s->text, at);
        const mark *next = first_mark_from(s, at), *const end = s->marks + s->count;
        const bool opens = next < end && next->start == at && !next->closes;
        const mark *close = opens ? close_of(s, next) : lone_close(s, next);
        if (!opens && !close) {
            return at;
        }
        give(s, opens ? next->end : at, close ? close->start : s->text.size, true);
        at = close ? close->end : s->text.size;
    }
}

static bool begins_line(smacs_text text, size_t from, size_t at) {
    while (at > from && (text.data[at - 1] == ' ' || text.data[at - 1] == '\t')) {
        at--;
    }
    return at > from && text.data[at - 1] == '\n';
}

static size_t count_fences(smacs_text text) {
    size_t count = 0;
    for (size_t at = smacs_text_find(text, "```"); at < text.size; at = smacs_text_find(text, "```")) {
        text = smacs_text_after(text, at + 3);
        count++;
    }
    return count;
}

/* Gives what is said from here on, without the blocks of thoughts that begin a line; a block of code may be a
 * template. */
static void give_later(splitter *s, size_t from) {
    size_t counted = from;
    bool in_code = false;
    for (const mark *open = first_mark_from(s, from); open < s->marks + s->count; open++) {
        if (open->closes || open->start <= from || !begins_line(s->text, from, open->start)) {
            continue;
        }
        const smacs_text between = smacs_text_before(smacs_text_after(s->text, counted), open->start - counted);
        in_code = (count_fences(between) % 2 == 1) != in_code;
        counted = open->start;
        const mark *close = in_code ? NULL : close_of(s, open);
        if (close && is_clear(s, close)) {
            give(s, from, open->start, false);
            give(s, open->end, close->start, true);
            counted = from = close->end;
        }
    }
    give(s, from, s->text.size, false);
}

/* ---- channels ---- */

/* Gives the thoughts before the final channel, and where that begins; 0: there are no channels. Without a final one all
 * is thought. Servers that leave the marks out leave the names. */
static size_t give_channels(splitter *s) {
    static const char *const marked[] = {"<|channel|>analysis<|message|>", "<|channel|>final"}, *const bare[] = {
                                                                                                    "analysis",
                                                                                                    "assistantfinal"};
    const bool opens =
        smacs_text_begins(s->text, "<|channel|>") || smacs_text_begins(s->text, "<|start|>assistant<|channel|>");
    const char *const *names = opens ? marked : bare;
    if (!opens && !smacs_text_begins(s->text, bare[0])) {
        return 0;
    }
    size_t at = s->text.size, thinks = smacs_text_find(s->text, names[0]);
    for (size_t next = smacs_text_find(s->text, names[1]); next < s->text.size;) {
        at = next;
        next += 1 + smacs_text_find(smacs_text_after(s->text, next + 1), names[1]);
    }
    /* A constraint may stand between the channel's name and its message. */
    const size_t gap = opens ? smacs_text_find(smacs_text_after(s->text, at), "<|message|>") : 0;
    const char *last = opens ? "<|message|>" : names[1];
    const bool ends = at + gap < s->text.size;
    const size_t from = thinks < at ? thinks + strlen(names[0]) : 0;
    if (!ends && (!opens || thinks == s->text.size)) {
        return 0;
    }
    give(s, from, ends ? at : s->text.size, true);
    return ends ? at + gap + strlen(last) : s->text.size;
}

/* ---- the whole ---- */

/* Gives all thoughts in front; where the answer begins. */
static size_t give_thoughts(splitter *s) {
    const size_t end = give_channels(s);
    if (end > 0) {
        return end;
    }
    find_marks(s);
    return give_front(s);
}

void wire_parts(smacs_text response, wire_take_part take, void *context) {
    splitter s = {.text = smacs_text_trimmed(response), .take = take, .context = context};
    give_later(&s, give_thoughts(&s));
}
