#include "lab/known.h"

#include "base/error.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>

/* A vector as bytes. */
static smacs_text vector_text(const lab_known *k, const int8_t *vector) {
    return (smacs_text){(const char *)vector, k->dim};
}

smacs_status lab_known_begin(lab_known *k, const tool_index *x) {
    *k = (lab_known){.a = smacs_allocator_or_default(NULL), .has_text = x->facts.has_text, .dim = x->facts.dim};
    k->vector = smacs_mem_zeroed(&k->a, x->facts.questions, sizeof *k->vector);
    k->rounded = smacs_mem_zeroed(&k->a, k->dim, 1);
    smacs_status status = k->vector && k->rounded ? SMACS_OK : SMACS_E_MEMORY;
    for (uint32_t i = 0; i < x->facts.questions && status == SMACS_OK; i++) {
        const smacs_question of = smacs_index_question(x->handle, i);
        uint32_t number;
        status = smacs_names_intern(&k->a, &k->ids, of.id, &number);
        if (status == SMACS_OK && of.text.data) {
            status = smacs_names_intern(&k->a, &k->texts, smacs_text_trimmed(of.text), &number);
        }
        if (status == SMACS_OK) {
            status =
                smacs_names_intern(&k->a, &k->vectors, vector_text(k, smacs_index_vector(x->handle, i)), &k->vector[i]);
        }
    }
    return status;
}

void lab_known_free(lab_known *k) {
    if (k->a.alloc) {
        smacs_names_free(&k->a, &k->ids);
        smacs_names_free(&k->a, &k->texts);
        smacs_names_free(&k->a, &k->vectors);
        smacs_mem_free(&k->a, k->vector);
        smacs_mem_free(&k->a, k->rounded);
    }
}

/* Indexes store rounded vectors, unless they were built with exact ones. */
static uint32_t find_vector(lab_known *k, const int8_t *vector) {
    const uint32_t exact = smacs_names_find(&k->vectors, vector_text(k, vector));
    smacs_builder_round(vector, k->dim, k->rounded);
    return exact != SMACS_NO_NAME ? exact : smacs_names_find(&k->vectors, vector_text(k, k->rounded));
}

lab_match lab_known_find(lab_known *k, const smacs_question *question, const int8_t *vector) {
    const uint32_t id = smacs_names_find(&k->ids, question->id); /* ids are unique, so this is a question's number */
    return (lab_match){.own = id == SMACS_NO_NAME ? SMACS_NO_NAME : k->vector[id],
                       .same = find_vector(k, vector),
                       .by_text = question->text.data &&
                                  smacs_names_find(&k->texts, smacs_text_trimmed(question->text)) != SMACS_NO_NAME};
}

void lab_known_count(lab_known *k, lab_match match) {
    k->questions++;
    k->any += match.own != SMACS_NO_NAME || match.same != SMACS_NO_NAME || match.by_text;
    k->by_id += match.own != SMACS_NO_NAME;
    k->by_text += match.by_text;
    k->by_vector += match.same != SMACS_NO_NAME;
}

void lab_known_note(const lab_known *k, bool hidden, bool can_hide, char *note, size_t capacity) {
    char by[96] = "";
    if (k->has_text) {
        snprintf(by, sizeof by, ", %llu by text", (unsigned long long)k->by_text);
    }
    if (k->any == 0) {
        snprintf(note, capacity, "None of the test questions is in the index, by id%s or by vector.",
                 k->has_text ? ", text" : "");
        return;
    }
    snprintf(note, capacity, "%llu of the %llu test questions are in the index: %llu by id%s, %llu by vector%s. %s%s",
             (unsigned long long)k->any, (unsigned long long)k->questions, (unsigned long long)k->by_id, by,
             (unsigned long long)k->by_vector, k->has_text ? "" : " (it stores no texts to compare)",
             hidden ? "They were hidden when they were routed."
                    : "Their own scores were read, which flatters the result.",
             can_hide && !hidden ? " Use --leave-out question to hide them." : "");
}

void lab_known_write(const lab_known *k, bool hidden, smacs_json_writer *w) {
    smacs_json_name(w, "in_index");
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "questions", k->any);
    smacs_json_integer_member(w, "by_id", k->by_id);
    smacs_json_number_member(w, "by_text", k->has_text ? (double)k->by_text : (double)NAN);
    smacs_json_integer_member(w, "by_vector", k->by_vector);
    smacs_json_flag_member(w, "hidden", hidden);
    smacs_json_close(w, '}');
}
