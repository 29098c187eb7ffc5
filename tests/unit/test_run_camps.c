/* Who agrees with whom, who could not be read, and how a final answer is shown. */
#include "base/rng.h"
#include "run/run.h"
#include "runs.h"

static played begin(const run_world *w, smacs_run_config config, const char *question) {
    return play_begin(w, &config, question, NULL);
}

static smacs_run_config all_at_once(uint32_t n) {
    smacs_run_config config = run_config(SMACS_RUN_SELECT, 0);
    config.n = n;
    config.eager = true;
    config.state = false;
    config.early_stop = 2.0;
    return config;
}

static const char *const essay =
    "Ships sail over the sea, and while some of them are large, others are small. People have "
    "built them for ages, of wood and later of steel.";

TEST(camps_count_who_was_asked_and_not_read) {
    run_world w = run_world_make();
    played p = begin(&w, all_at_once(7), "What is two plus two?");
    const char *const texts[] = {"The answer is 5.", "The answer is **4**.", "The answer is 4.", essay,
                                 "The answer is \\boxed{4}"};
    for (uint32_t i = 0; i < 5; i++) {
        play_text(&p, i, texts[i]);
    }
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.certainty.why, SMACS_CERTAINTY_NOTHING); /* not yet */
    CHECK_INT(v.kept_camp, UINT32_MAX);
    CHECK_INT(v.camp_count, 2);
    play_failure(&p, 5, "network", NULL);
    play_failure(&p, 6, "timeout", "It is likely");
    v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.camp_count, 2);
    CHECK_INT(v.unread, 1);
    CHECK_INT(v.failed, 2);
    CHECK_INT(v.kept_camp, 0);
    CHECK_INT(v.camps[0].count, 3);
    CHECK_INT(v.camps[0].members[0], 1);
    CHECK_INT(v.camps[0].members[2], 4);
    CHECK_NEAR(v.camps[0].share, 0.6, 1e-12);
    CHECK(smacs_text_is(v.camps[0].key, "4") && smacs_text_is(v.camps[0].claim, "4"));
    CHECK_NEAR(v.camps[1].share, 0.2, 1e-12);
    CHECK(smacs_text_is(v.camps[1].claim, "5"));
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(camps_follow_drops_and_second_answers) {
    run_world w = run_world_make();
    played p = begin(&w, all_at_once(3), "What is two plus two?");
    const uint32_t first = smacs_run_look(p.run).calls[0].member;
    play_text(&p, 0, "The answer is 5.");
    play_text(&p, 1, "The answer is 4.");
    play_failure(&p, 2, "network", NULL);
    CHECK_INT(smacs_run_look(p.run).camp_count, 2);
    play_kind(&p, SMACS_EVENT_ASK, first);
    play_text(&p, 3, "The answer is 4.");
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.camp_count, 1);
    CHECK_INT(v.camps[0].count, 2);
    CHECK_NEAR(v.camps[0].share, 1.0, 1e-12);
    CHECK_INT(v.failed, 1);
    play_kind(&p, SMACS_EVENT_DROP, first);
    v = smacs_run_look(p.run);
    CHECK_INT(v.camps[0].count, 1);
    CHECK_INT(v.certainty.why, SMACS_CERTAINTY_ONE_READ);
    CHECK(isnan(v.certainty.p));
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(one_text_read_or_none_gives_no_certainty) {
    run_world w = run_world_make();
    for (int none = 0; none < 2; none++) {
        played p = begin(&w, all_at_once(2), "Write about ships.");
        play_text(&p, 0, none ? essay : "The answer is 4.");
        play_text(&p, 1, essay);
        const smacs_run_view v = smacs_run_look(p.run);
        CHECK_INT(v.phase, SMACS_PHASE_DONE);
        CHECK_INT(v.certainty.why, none ? SMACS_CERTAINTY_OPEN : SMACS_CERTAINTY_ONE_READ);
        CHECK(isnan(v.certainty.p));
        CHECK_INT(v.unread, none ? 2 : 1);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

TEST(claims_are_shown_without_ornaments) {
    static const struct {
        const char *found, *shown;
        smacs_answer_kind kind;
    } cases[] = {
        {"**16:47**", "16:47", SMACS_ANSWER_TEXT},
        {"*Alice*", "Alice", SMACS_ANSWER_TEXT},
        {"__New  York__\n", "New York", SMACS_ANSWER_TEXT},
        {"the **tall** one", "the tall one", SMACS_ANSWER_TEXT},
        {"x = 3** and **x = 4", "x = 3 and x = 4", SMACS_ANSWER_EXPRESSION},
        {"2**3", "2**3", SMACS_ANSWER_EXPRESSION},
        {"3 * 4", "3 * 4", SMACS_ANSWER_EXPRESSION},
        {"$5", "$5", SMACS_ANSWER_NUMBER},
        {"$5 and $10", "$5 and $10", SMACS_ANSWER_TEXT},
        {"$x = 5$", "x = 5", SMACS_ANSWER_EXPRESSION},
        {"$$x^{2}$$", "x^2", SMACS_ANSWER_EXPRESSION},
        {"\\( \\frac{1}{2} \\)", "1/2", SMACS_ANSWER_NUMBER},
        {"\\frac{x+1}{2\\sqrt{3}}",
         "(x+1)/(2\xE2\x88\x9A"
         "3)",
         SMACS_ANSWER_EXPRESSION},
        {"\\boxed{12\\,\\text{cm}}", "12 cm", SMACS_ANSWER_NUMBER},
        {"1{,}000", "1,000", SMACS_ANSWER_NUMBER},
        {"30^\\circ", "30\xC2\xB0", SMACS_ANSWER_NUMBER},
        {"30^{\\circ}", "30\xC2\xB0", SMACS_ANSWER_NUMBER},
        {"\\{1, 2\\}", "{1, 2}", SMACS_ANSWER_EXPRESSION},
        {"{1, 2}", "{1, 2}", SMACS_ANSWER_EXPRESSION},
        {"50\\%", "50%", SMACS_ANSWER_NUMBER},
        {"`['a', 'b']`", "`['a', 'b']`", SMACS_ANSWER_LITERAL},
        {"\\unknown{x", "\\unknown{x", SMACS_ANSWER_EXPRESSION},
        {"**", "**", SMACS_ANSWER_TEXT},
        {"\\", "\\", SMACS_ANSWER_TEXT},
    };
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        smacs_bytes claim = {0};
        smacs_run_write_claim(&a, smacs_text_of(cases[i].found), cases[i].kind, &claim);
        if (!smacs_text_is((smacs_text){claim.data, claim.size}, cases[i].shown)) {
            printf("      %s is shown as %.*s\n", cases[i].found, (int)claim.size, claim.data);
            CHECK(false);
        }
        smacs_bytes_free(&a, &claim);
    }
}

/* Braces, dollars and marks of any depth and number take linear time and end. */
TEST(claims_of_any_bytes_end) {
    static const char *const pieces[] = {"{", "}", "$", "**", "\\frac{", "\\sqrt", "^{", "\\", "`", "x ", "\\(", "{,}"};
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_rng rng;
    smacs_rng_seed(&rng, 7, 7);
    for (int round = 0; round < 2000; round++) {
        char text[512];
        size_t size = 0;
        while (size < 480 && smacs_rng_below(&rng, 60) > 0) {
            const char *piece = pieces[smacs_rng_below(&rng, 12)];
            memcpy(text + size, piece, strlen(piece));
            size += strlen(piece);
        }
        smacs_bytes claim = {0};
        smacs_run_write_claim(&a, (smacs_text){text, size}, SMACS_ANSWER_EXPRESSION, &claim);
        CHECK(!claim.failed && claim.size <= 4 * size + 1);
        smacs_bytes_free(&a, &claim);
    }
}
