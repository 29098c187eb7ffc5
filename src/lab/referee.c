#include "lab/referee.h"
#include "base/bits.h"
#include "base/error.h"
#include "base/rng.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VERDICT_STREAM 0x4EFE4E00u
#define TOSS_STREAM 0x70550000u

/* ---- recorded verdicts ---- */

enum { JUDGE, LABEL, FIRST, SECOND, COLUMNS };
static const char *const columns[COLUMNS] = {"judge", "label", "first_order", "second_order"};
enum { FIELDS_MAX = 16 };

typedef struct table {
    lab_judges *judges;
    smacs_bytes text;
    size_t place[COLUMNS]; /* of each column among the fields */
} table;

/* Cuts `rest` behind its first `end`, and returns what stood before it. */
static smacs_text take_until(smacs_text *rest, const char *end) {
    const size_t at = smacs_text_find(*rest, end);
    const smacs_text before = smacs_text_before(*rest, at);
    *rest = smacs_text_after(*rest, at + 1);
    return before;
}

static size_t split(smacs_text line, smacs_text fields[FIELDS_MAX]) {
    size_t count = 0;
    if (line.size > 0 && line.data[line.size - 1] == '\r') {
        line.size--;
    }
    while (count < FIELDS_MAX && line.size > 0) {
        fields[count++] = take_until(&line, ",");
    }
    return count;
}

static bool find_columns(table *t, smacs_text header) {
    smacs_text fields[FIELDS_MAX];
    const size_t count = split(header, fields);
    size_t found = 0;
    for (size_t c = 0; c < COLUMNS; c++) {
        for (size_t f = 0; f < count; f++) {
            if (smacs_text_is(fields[f], columns[c])) {
                t->place[c] = f;
                found++;
            }
        }
    }
    return found == COLUMNS;
}

static smacs_text field_at(const smacs_text *fields, size_t count, size_t place) {
    return place < count ? fields[place] : (smacs_text){"", 0};
}

/* "A>B" and "B>A" prefer one answer; anything else neither. */
static lab_verdict verdict_of(smacs_text said, smacs_text label) {
    const bool prefers = smacs_text_is(said, "A>B") || smacs_text_is(said, "B>A");
    return !prefers ? LAB_VERDICT_NONE : smacs_text_equal(said, label) ? LAB_VERDICT_RIGHT : LAB_VERDICT_WRONG;
}

static bool keep_line(const table *t, smacs_text line) {
    smacs_text fields[FIELDS_MAX];
    const size_t count = split(line, fields);
    const smacs_text name = field_at(fields, count, t->place[JUDGE]), label = field_at(fields, count, t->place[LABEL]);
    for (uint32_t i = 0; i < t->judges->count; i++) {
        lab_judge *judge = &t->judges->of[i];
        if (isnan(judge->expected) && smacs_text_is(name, judge->name)) {
            if (!smacs_mem_reserve(&t->judges->a, &judge->recorded, &judge->capacity, judge->count + 1,
                                   sizeof *judge->recorded)) {
                return false;
            }
            judge->recorded[judge->count++] =
                (lab_verdicts){{verdict_of(field_at(fields, count, t->place[FIRST]), label),
                                verdict_of(field_at(fields, count, t->place[SECOND]), label)}};
        }
    }
    return true;
}

static smacs_status take_bytes(void *context, const char *bytes, size_t size, smacs_error *error) {
    table *t = context;
    smacs_bytes_append(&t->judges->a, &t->text, bytes, size);
    return t->text.failed ? smacs_fail_memory(error) : SMACS_OK;
}

static bool read_file(const char *file, lab_judges *judges) {
    table t = {.judges = judges};
    bool read = tool_read(file, take_bytes, &t);
    smacs_text rest = {t.text.data, t.text.size};
    if (read && !find_columns(&t, take_until(&rest, "\n"))) {
        tool_fail_plain(file, "the first line has to name the columns judge, label, first_order and second_order",
                        NULL);
        read = false;
    }
    while (read && rest.size > 0) {
        read = keep_line(&t, take_until(&rest, "\n"));
        if (!read) {
            tool_fail_plain(file, "out of memory", NULL);
        }
    }
    smacs_bytes_free(&judges->a, &t.text);
    return read;
}

/* How often the verdicts that agree are right, less the standard error. False: none do. */
static bool expect(lab_judge *judge) {
    double agreeing = 0.0, right = 0.0;
    for (size_t i = 0; i < judge->count; i++) {
        const lab_verdict *of = judge->recorded[i].of;
        const bool agrees = of[0] == of[1] && of[0] != LAB_VERDICT_NONE;
        agreeing += agrees;
        right += agrees && of[0] == LAB_VERDICT_RIGHT;
    }
    const double share = right / agreeing;
    judge->expected = share - sqrt(share * (1.0 - share) / agreeing);
    return agreeing > 0.0;
}

/* ---- judges ---- */

bool lab_judges_read(const tool_list *names, const char *file, lab_judges *out) {
    bool read = names->count <= LAB_JUDGES_MAX, wanted = false;
    out->a = smacs_allocator_or_default(NULL);
    if (!read) {
        tool_fail_plain(NULL, "--referee takes at most 12 judges", NULL);
    }
    for (size_t i = 0; i < names->count && read; i++) {
        char *end = NULL;
        const double strength = strtod(names->items[i], &end);
        const bool number = *end == 0 && strength > 0.0 && strength <= 1.0;
        out->of[out->count++] = (lab_judge){.name = names->items[i], .expected = number ? strength : (double)NAN};
        wanted = wanted || !number;
    }
    if (read && wanted && !file) {
        tool_fail_plain(NULL, "--referee takes strengths from 0 to 1; names of judges need --verdicts", NULL);
        read = false;
    }
    read = read && (!wanted || read_file(file, out));
    for (uint32_t i = 0; i < out->count && read; i++) {
        read = !isnan(out->of[i].expected) || expect(&out->of[i]);
        if (!read) {
            tool_fail_plain(file, "no two verdicts of this judge agree", out->of[i].name);
        }
    }
    return read;
}

void lab_judges_free(lab_judges *judges) {
    for (uint32_t i = 0; i < judges->count; i++) {
        smacs_mem_free(&judges->a, judges->of[i].recorded);
    }
}

static smacs_rng rng_of(uint64_t seed, uint64_t stream, const char *name, smacs_text question) {
    smacs_rng rng;
    const uint64_t hash = smacs_fnv1a(SMACS_FNV_BASIS, name, strlen(name));
    smacs_rng_seed(&rng, seed, stream ^ smacs_fnv1a(hash, question.data, question.size));
    return rng;
}

lab_verdicts lab_judge_draw(const lab_judge *judge, uint64_t seed, smacs_text question) {
    /* All strengths share their draws, so that a stronger judge is right wherever a weaker one is. */
    smacs_rng rng = rng_of(seed, VERDICT_STREAM, judge->count > 0 ? judge->name : "", question);
    if (judge->count > 0) {
        return judge->recorded[smacs_rng_below(&rng, (uint32_t)judge->count)];
    }
    const lab_verdict verdict = smacs_rng_unit(&rng) < judge->expected ? LAB_VERDICT_RIGHT : LAB_VERDICT_WRONG;
    return (lab_verdicts){{verdict, verdict}};
}

bool lab_judge_toss(uint64_t seed, smacs_text question) {
    smacs_rng rng = rng_of(seed, TOSS_STREAM, "", question);
    return smacs_rng_below(&rng, 2) == 0;
}
