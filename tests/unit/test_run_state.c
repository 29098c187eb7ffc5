/* Asking back: who is asked to state an answer, when that is waited for, and what of it is believed. */
#include "base/rng.h"
#include "counting.h"
#include "run/run.h"
#include "runs.h"

static const char *const four = "{\"answer\": \"4\"}";
static const char *const essay = "Two and two apples lie in a basket, and whoever counts them finds as many as there "
                                 "are legs on a cow or a table, which is to say four of them, more or less.";

static smacs_run_config config_of(smacs_run_mode mode, uint32_t n) {
    smacs_run_config config = run_config(mode, 0);
    config.n = n;
    config.eager = true;
    config.early_stop = 2.0;
    return config;
}

static played begin(const run_world *w, const smacs_run_config *config) {
    return play_begin(w, config, "What is two plus two?", NULL);
}

static smacs_call call_at(const played *p, uint32_t number) {
    const smacs_run_view v = smacs_run_look(p->run);
    CHECK(number < v.call_count);
    return v.calls[number < v.call_count ? number : 0];
}

static smacs_run_phase phase_of(const played *p) { return smacs_run_look(p->run).phase; }

TEST(an_unread_reference_is_asked_back_at_once) {
    run_world w = run_world_make();
    const smacs_run_config config = config_of(SMACS_RUN_SELECT, 2);
    played p = begin(&w, &config);
    play_text(&p, 0, essay);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1);
    const smacs_call asked = call_at(&p, 2);
    CHECK_INT(asked.role, SMACS_ROLE_STATE);
    CHECK_INT(asked.of, 0);
    CHECK_INT(asked.member, call_at(&p, 0).member);
    CHECK_INT(asked.subset, UINT32_MAX);
    CHECK_INT(asked.max_tokens, 64);
    CHECK(asked.temperature == 0.0 && !asked.logprobs);
    CHECK_INT(asked.message_count, 3);
    CHECK(smacs_text_is(asked.messages[0].content, "What is two plus two?"));
    CHECK(smacs_text_is(asked.messages[1].role, "assistant") && smacs_text_is(asked.messages[1].content, essay));
    CHECK(smacs_text_is(asked.messages[2].role, "user") &&
          smacs_text_is(asked.messages[2].content, smacs_run_state_prompt()));
    play_text(&p, 1, "{\"answer\": \"5\"}");
    CHECK_INT(phase_of(&p), SMACS_PHASE_REFERENCES); /* one vote more would change the answer */
    play_text(&p, 2, "Four.");
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK(smacs_text_is(v.calls[0].answer.key, "4"));
    CHECK_INT(v.calls[0].answer.how, SMACS_HOW_STATED);
    CHECK_INT(v.camp_count, 2);
    CHECK_INT(v.unread, 0);
    CHECK_INT(v.degraded, 0);
    CHECK_INT(v.calls_made, 2);
    CHECK_INT(v.asked_back, 1);
    CHECK_INT(v.asked_back_spent.output, 20);
    CHECK_INT(v.spent.output, 60);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(what_the_reply_does_not_say_is_not_believed) {
    run_world w = run_world_make();
    const smacs_run_config config = config_of(SMACS_RUN_SELECT, 2);
    static const char *const statements[] = {"17", "Apples and pears", "I cannot say anything about that, sorry."};
    for (size_t i = 0; i < 3; i++) {
        played p = begin(&w, &config);
        play_text(&p, 0, essay);
        play_text(&p, 2, statements[i]);
        play_text(&p, 1, four);
        const smacs_run_view v = smacs_run_look(p.run);
        CHECK_INT(v.phase, SMACS_PHASE_DONE);
        CHECK_INT(v.calls[0].answer.kind, SMACS_ANSWER_NONE);
        CHECK_INT(v.unread, 1);
        CHECK_INT(v.certainty.why, SMACS_CERTAINTY_ONE_READ);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

TEST(statements_are_held_against_the_reply) {
    static const struct {
        const char *reply, *stated;
        bool stands;
    } cases[] = {
        {"There are seven of them.", "7", true},
        {"There are 7 of them.", "seven", true},
        {"There are 7 of them.", "8", false},
        {"It falls by -7 degrees.", "-7", true},
        {"It is 7 degrees.", "-7", false},
        {"It is 1,234 m high.", "1234", true},
        {"So \\frac{1}{2} is left.", "1/2", true},
        {"Of 1 and 2 there is enough.", "1/2", false},
        {"It was CANBERRA, founded in 1913.", "Canberra", true},
        {"It was Canberra, founded in 1913.", "Sydney", false},
        {"The wood of Marie Curie is long.", "Marie Curie", true},
        {"Marie went home.", "Marie Curie", false},
        {"\xD0\x9C\xD0\x9E\xD0\xA1\xD0\x9A\xD0\x92\xD0\x90 is large.",
         "\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0", true},
        {"\xE9\xA6\x96\xE9\x83\xBD\xE6\x98\xAF\xE5\x8C\x97\xE4\xBA\xAC\xE3\x80\x82", "\xE5\x8C\x97\xE4\xBA\xAC", true},
        {"\xE9\xA6\x96\xE9\x83\xBD\xE6\x98\xAF\xE5\x8C\x97\xE4\xBA\xAC\xE3\x80\x82", "\xE4\xB8\x9C\xE4\xBA\xAC", false},
        {"It takes 5 min in all.", "5 minutes", true},
        {"It takes 5 hours in all.", "5 minutes", false},
        {"That is so, as everybody knows.", "Yes", true},
        {"Between 3 and 5, so 4.", "4", true},
        {"Between 3 and 45.", "4", false},
        {"", "4", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        smacs_answer stated;
        const smacs_answer_form form = {0};
        CHECK_INT(smacs_answer_of(NULL, smacs_text_of(cases[i].stated), form, &stated, NULL), SMACS_OK);
        if (smacs_run_stands_in(smacs_text_of(cases[i].reply), &stated) != cases[i].stands) {
            printf("      \"%s\" in \"%s\"\n", cases[i].stated, cases[i].reply);
            CHECK(false);
        }
        smacs_answer_free(NULL, &stated);
    }
}

TEST(a_letter_of_an_option_stands_in_the_reply) {
    const smacs_answer_form form = smacs_answer_expect(smacs_text_of("Which?\nA) Rome\nB) Paris\nC) Bonn"));
    static const struct {
        const char *reply;
        bool stands;
    } cases[] = {{"Most of all (B), I think.", true}, {"Most of all C, I think.", false}, {"Better by far.", false}};
    for (size_t i = 0; i < 3; i++) {
        smacs_answer stated;
        CHECK_INT(smacs_answer_of(NULL, smacs_text_of("B"), form, &stated, NULL), SMACS_OK);
        CHECK_INT(stated.kind, SMACS_ANSWER_CHOICE);
        CHECK(smacs_run_stands_in(smacs_text_of(cases[i].reply), &stated) == cases[i].stands);
        smacs_answer_free(NULL, &stated);
    }
}

/* Two replies that are read by a form that is often misread do not end a run before their models say so. */
TEST(doubtful_answers_wait_for_their_models) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT, 4);
    config.eager = false;
    config.early_stop = 0.0;
    static const char *const question = "What is the capital of Australia?",
                             *const reply = "The capital of Australia is Canberra.";
    played p = play_begin(&w, &config, question, NULL);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 2);
    play_text(&p, 0, reply);
    CHECK(!smacs_answer_sure(call_at(&p, 0).answer.how));
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1); /* no further reference: the statement may bring the lead */
    CHECK_INT(call_at(&p, 2).role, SMACS_ROLE_STATE);
    CHECK_INT(smacs_run_look(p.run).camp_count, 0); /* it does not count meanwhile */
    play_text(&p, 1, reply);
    CHECK_INT(phase_of(&p), SMACS_PHASE_REFERENCES);
    CHECK_INT(call_at(&p, 3).role, SMACS_ROLE_STATE);
    play_text(&p, 2, "Canberra");
    CHECK_INT(phase_of(&p), SMACS_PHASE_REFERENCES);
    play_text(&p, 3, "Canberra");
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK(v.stopped_early);
    CHECK_INT(v.calls_saved, 2);
    CHECK_INT(v.camps[0].count, 2);
    smacs_run_free(p.run);

    p = play_begin(&w, &config, question, NULL); /* not confirmed */
    play_text(&p, 0, reply);
    play_text(&p, 2, "Sydney");
    CHECK_INT(call_at(&p, 0).answer.kind, SMACS_ANSWER_NONE);
    play_failure(&p, 1, "network", NULL);
    CHECK_INT(phase_of(&p), SMACS_PHASE_REFERENCES);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(what_is_settled_does_not_wait_for_statements) {
    run_world w = run_world_make();
    const smacs_run_config config = config_of(SMACS_RUN_SELECT, 5);
    played p = begin(&w, &config);
    play_text(&p, 0, essay);
    CHECK_INT(played_count(&p, SMACS_ACTION_CALL), 1);
    for (uint32_t i = 1; i < 5; i++) {
        play_text(&p, i, four);
    }
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.calls[5].state, SMACS_CALL_CANCELLED);
    CHECK_INT(v.calls[5].why, SMACS_CANCEL_EARLY_STOP);
    CHECK(!v.stopped_early);
    CHECK_INT(v.degraded, 0);
    play_text(&p, 5, "5"); /* late: kept, but decides nothing */
    v = smacs_run_look(p.run);
    CHECK_INT(v.calls[5].late, 1);
    CHECK_INT(v.calls[0].answer.kind, SMACS_ANSWER_NONE);
    smacs_run_free(p.run);

    p = begin(&w, &config); /* the unread one comes last: it is not even asked */
    for (uint32_t i = 1; i < 5; i++) {
        play_text(&p, i, four);
    }
    play_text(&p, 0, essay);
    v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.asked_back, 0);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(auto_waits_where_statements_decide_whether_answers_agree) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AUTO, 3);
    config.switch_share = 0.1;
    config.pace = SMACS_PACE_THOROUGH;
    played p = begin(&w, &config);
    play_text(&p, 0, four);
    play_text(&p, 1, "{\"answer\": \"5\"}");
    play_text(&p, 2, essay);
    CHECK_INT(smacs_run_look(p.run).settled, SMACS_RUN_AUTO);
    play_text(&p, 3, "4");
    CHECK_INT(smacs_run_look(p.run).settled, SMACS_RUN_SELECT);
    smacs_run_free(p.run);

    p = begin(&w, &config);
    play_text(&p, 0, four);
    play_text(&p, 1, "{\"answer\": \"5\"}");
    play_text(&p, 2, essay);
    play_failure(&p, 3, "network", NULL); /* simply no answer */
    smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.settled, SMACS_RUN_AGGREGATE);
    CHECK_INT(v.phase, SMACS_PHASE_AGGREGATES);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(aggregates_do_not_wait_for_statements) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_AGGREGATE, 3);
    config.subsets = 2;
    played p = begin(&w, &config);
    play_text(&p, 0, essay);
    play_text(&p, 1, four);
    play_text(&p, 2, four);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_AGGREGATES);
    CHECK_INT(v.calls[3].role, SMACS_ROLE_STATE);
    CHECK_INT(v.calls[3].state, SMACS_CALL_IN_FLIGHT);
    play_text(&p, 4, four);
    play_text(&p, 5, four);
    CHECK_INT(phase_of(&p), SMACS_PHASE_DONE);
    CHECK_INT(call_at(&p, 3).state, SMACS_CALL_CANCELLED);
    smacs_run_free(p.run);
    run_world_free(&w);
}

TEST(two_models_that_know_no_short_answer_end_the_asking_back) {
    run_world w = run_world_make();
    const smacs_run_config config = config_of(SMACS_RUN_SELECT, 4);
    static const char *const none[][2] = {{"n/a", "**N/A**."}, {"The answer to the question is n/a.", "N/A"}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        played p = begin(&w, &config);
        play_text(&p, 0, essay);
        play_text(&p, 1, essay);
        play_text(&p, 2, essay);
        CHECK_INT(smacs_run_look(p.run).asked_back, 3);
        play_text(&p, 4, none[i][0]);
        play_text(&p, 5, none[i][1]);
        CHECK_INT(call_at(&p, 6).state, SMACS_CALL_CANCELLED);
        play_text(&p, 3, essay);
        const smacs_run_view v = smacs_run_look(p.run);
        CHECK_INT(v.phase, SMACS_PHASE_DONE);
        CHECK_INT(v.asked_back, 3);
        CHECK_INT(v.camp_count, 0);
        CHECK_INT(v.unread, 4);
        CHECK_INT(v.certainty.why, SMACS_CERTAINTY_OPEN);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

/* Small models say so of any question: those that state an answer outweigh them. */
TEST(a_question_that_some_can_answer_is_not_open) {
    run_world w = run_world_make();
    const smacs_run_config config = config_of(SMACS_RUN_SELECT, 7);
    played p = begin(&w, &config);
    for (uint32_t i = 0; i < 5; i++) {
        play_text(&p, i, essay);
    }
    play_text(&p, 7, "Four");
    play_text(&p, 8, "4");
    play_text(&p, 9, "n/a");
    play_text(&p, 10, "n/a");
    CHECK_INT(call_at(&p, 11).state, SMACS_CALL_IN_FLIGHT);
    play_text(&p, 5, essay);
    CHECK_INT(call_at(&p, 12).role, SMACS_ROLE_STATE);
    play_text(&p, 11, "n/a");
    CHECK_INT(call_at(&p, 12).state, SMACS_CALL_CANCELLED);
    smacs_run_free(p.run);
    run_world_free(&w);
}

/* A small model says so of every reply. */
TEST(one_model_that_knows_no_short_answer_takes_back_nothing) {
    run_world w = run_world_make();
    const smacs_run_config config = config_of(SMACS_RUN_SELECT, 4);
    static const char *const unsure[] = {"It is ships.", "It is boats."};
    played p = begin(&w, &config);
    play_text(&p, 0, unsure[0]);
    play_text(&p, 1, unsure[1]);
    play_text(&p, 2, essay);
    CHECK_INT(smacs_run_look(p.run).asked_back, 3);
    CHECK(call_at(&p, 0).answer.kind != SMACS_ANSWER_NONE && !smacs_answer_sure(call_at(&p, 0).answer.how));
    play_text(&p, 4, "n/a");
    CHECK(call_at(&p, 0).answer.kind != SMACS_ANSWER_NONE);
    play_text(&p, 6, "n/a");
    CHECK(call_at(&p, 0).answer.kind != SMACS_ANSWER_NONE); /* a reply to come may be read for sure */
    play_text(&p, 3, essay);
    CHECK_INT(call_at(&p, 0).answer.kind, SMACS_ANSWER_NONE);
    CHECK(call_at(&p, 1).answer.kind != SMACS_ANSWER_NONE); /* it has not said so */
    smacs_run_free(p.run);
    run_world_free(&w);
}

/* Two small models say so of every reply; two others were read for sure, so that the question has an answer. */
TEST(models_that_know_no_short_answer_take_back_nothing_against_sure_readings) {
    run_world w = run_world_make();
    const smacs_run_config config = config_of(SMACS_RUN_SELECT, 4);
    played p = begin(&w, &config);
    play_text(&p, 0, "It is ships.");
    play_text(&p, 1, "It is boats.");
    play_text(&p, 4, "n/a");
    play_text(&p, 5, "n/a");
    CHECK(call_at(&p, 0).answer.kind != SMACS_ANSWER_NONE);
    play_text(&p, 2, four);
    play_text(&p, 3, four);
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK(v.calls[0].answer.kind != SMACS_ANSWER_NONE && v.calls[1].answer.kind != SMACS_ANSWER_NONE);
    CHECK_INT(v.certainty.why, SMACS_CERTAINTY_KNOWN);
    smacs_run_free(p.run);
    run_world_free(&w);
}

/* A request to write something has no final answer: nobody is asked for one. */
TEST(a_request_to_write_is_open_and_nobody_is_asked_back) {
    run_world w = run_world_make();
    const smacs_run_config config = config_of(SMACS_RUN_SELECT, 2);
    played p = play_begin(&w, &config, "Write a short poem about the sea.", NULL);
    play_text(&p, 0, "The sea is blue.");
    play_text(&p, 1, "Blue.");
    const smacs_run_view v = smacs_run_look(p.run);
    CHECK_INT(v.phase, SMACS_PHASE_DONE);
    CHECK_INT(v.asked_back, 0);
    CHECK_INT(v.unread, 2);
    CHECK_INT(v.certainty.why, SMACS_CERTAINTY_OPEN);
    smacs_run_free(p.run);
    run_world_free(&w);
}

/* Replies and statements of any bytes. */
TEST(any_bytes_are_held_against_any_bytes) {
    static const char bytes[] = "ab 19.,-/\\{}%\xC3\xA9\xE4\xBA\xAC\xFF\x80\n";
    smacs_rng rng;
    smacs_rng_seed(&rng, 11, 3);
    for (int round = 0; round < 20000; round++) {
        char reply[64], stated[16];
        const size_t sizes[] = {smacs_rng_below(&rng, sizeof reply), smacs_rng_below(&rng, sizeof stated)};
        for (size_t i = 0; i < sizes[0] + sizes[1]; i++) {
            const char byte = bytes[smacs_rng_below(&rng, sizeof bytes - 1)];
            *(i < sizes[0] ? &reply[i] : &stated[i - sizes[0]]) = byte;
        }
        const smacs_answer answer = {
            .kind = (smacs_answer_kind)(1 + smacs_rng_below(&rng, 6)), .found = {stated, sizes[1]}, .key = {"B", 1}};
        const bool stands = smacs_run_stands_in((smacs_text){reply, sizes[0]}, &answer);
        const bool digit = sizes[0] > 0 && (memchr(reply, '1', sizes[0]) || memchr(reply, '9', sizes[0]));
        const bool states = sizes[1] > 0 && (memchr(stated, '1', sizes[1]) || memchr(stated, '9', sizes[1]));
        const bool named = answer.kind == SMACS_ANSWER_CHOICE || answer.kind == SMACS_ANSWER_BOOLEAN;
        CHECK(named || !states || digit || !stands); /* no digit stands where there is none */
    }
}

TEST(nobody_is_asked_back_where_nothing_is_compared) {
    run_world w = run_world_make();
    static const struct {
        smacs_run_mode mode;
        uint32_t n;
        const char *question;
        bool off;
    } cases[] = {{SMACS_RUN_SELECT, 2, "What is two plus two?", true},
                 {SMACS_RUN_PAPER, 2, "What is two plus two?", false},
                 {SMACS_RUN_ROUTE, 2, "What is two plus two?", false},
                 {SMACS_RUN_SELECT, 1, "What is two plus two?", false},
                 {SMACS_RUN_SELECT, 2, "Write a Python function that adds two numbers.", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        smacs_run_config config = config_of(cases[i].mode, cases[i].n);
        config.state = !cases[i].off;
        played p = play_begin(&w, &config, cases[i].question, NULL);
        play_text(&p, 0, essay);
        CHECK_INT(smacs_run_look(p.run).asked_back, 0);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

TEST(users_drop_what_is_asked_back) {
    run_world w = run_world_make();
    const smacs_run_config config = config_of(SMACS_RUN_SELECT, 3);
    static const smacs_event_kind events[] = {SMACS_EVENT_STOP, SMACS_EVENT_MERGE_NOW, SMACS_EVENT_DROP};
    static const smacs_cancel_why whys[] = {SMACS_CANCEL_STOP, SMACS_CANCEL_MERGE_NOW, SMACS_CANCEL_DROP};
    for (size_t i = 0; i < 3; i++) {
        played p = begin(&w, &config);
        play_text(&p, 0, essay);
        play_text(&p, 1, four);
        CHECK_INT(call_at(&p, 3).role, SMACS_ROLE_STATE);
        play_kind(&p, events[i], call_at(&p, 0).member);
        CHECK_INT(call_at(&p, 3).why, whys[i]);
        CHECK_INT(phase_of(&p), i < 2 ? SMACS_PHASE_DONE : SMACS_PHASE_REFERENCES);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

TEST(asking_back_takes_no_part_of_what_is_planned) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT, 3);
    for (uint32_t calls = 2; calls <= 4; calls++) {
        config.eager = calls == 3;
        config.parallel = 1;
        config.budget.calls = calls;
        played p = begin(&w, &config);
        play_text(&p, 0, essay);
        const smacs_run_view v = smacs_run_look(p.run);
        CHECK_INT(v.asked_back, calls == 4);
        CHECK_INT(v.calls[1].role, calls == 4 ? SMACS_ROLE_STATE : SMACS_ROLE_REFERENCE);
        smacs_run_free(p.run);
    }
    config.max_tokens = 100;
    for (uint64_t enough = 0; enough < 2; enough++) { /* 20 were taken, two of 100 are planned, 64 for the statement */
        config.budget = (smacs_budget){.output_tokens = 20 + 2 * 100 + 63 + enough, .cost = NAN};
        played p = begin(&w, &config);
        play_text(&p, 0, essay);
        CHECK_INT(smacs_run_look(p.run).asked_back, enough);
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

TEST(prompts_and_contracts_are_the_users) {
    run_world w = run_world_make();
    smacs_run_config config = config_of(SMACS_RUN_SELECT, 2);
    config.contract = true;
    played p = play_begin(&w, &config, "Why?", "Say it in one word.");
    const smacs_text question = call_at(&p, 0).messages[0].content;
    CHECK(question.size > 4 && memcmp(question.data, "Why?\n\n", 6) == 0);
    play_text(&p, 0, essay);
    const smacs_call asked = call_at(&p, 2);
    CHECK(smacs_text_is(asked.messages[2].content, "Say it in one word."));
    CHECK_INT(asked.messages[0].content.size, question.size);
    smacs_run_free(p.run);
    p = play_begin(&w, &config, "Write a Python function that adds two numbers.", NULL);
    CHECK(smacs_text_is(call_at(&p, 0).messages[0].content, "Write a Python function that adds two numbers."));
    smacs_run_free(p.run);
    run_world_free(&w);
}

/* Every allocation of a run that asks back fails once. */
TEST(asking_back_survives_without_memory) {
    run_world w = run_world_make();
    smacs_member pool[RUN_MODELS];
    run_pool(pool);
    const smacs_run_request request = {.question = smacs_text_of("What is two plus two?"),
                                       .pool = pool,
                                       .pool_count = 3,
                                       .nonce = smacs_text_of("nonce"),
                                       .config = config_of(SMACS_RUN_SELECT, 3)};
    static const char *const texts[] = {NULL, "Words, and of these a good many, but nothing that would be an answer.",
                                        "{\"answer\": \"4\"}", "{\"answer\": \"5\"}", "4"};
    bool done = false;
    for (long fail_at = 0; !done && fail_at < 1000; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_run *run = NULL;
        smacs_status status = smacs_run_create(&a, w.index, w.embedder, &request, &run, NULL);
        for (uint32_t step = 0; status == SMACS_OK && step < 5; step++) {
            const smacs_event event = {.kind = step == 0 ? SMACS_EVENT_BEGIN : SMACS_EVENT_COMPLETED,
                                       .call = step == 4 ? 3 : step - 1,
                                       .text = smacs_text_of(texts[step]),
                                       .finish = smacs_text_of("stop"),
                                       .mean_logprob = NAN};
            status = smacs_run_feed(run, &event, NULL, NULL, NULL);
        }
        done = status == SMACS_OK;
        CHECK(done || status == SMACS_E_MEMORY);
        CHECK(!done || smacs_run_look(run).phase == SMACS_PHASE_DONE);
        CHECK(!done || smacs_run_look(run).asked_back == 1);
        smacs_run_free(run);
        CHECK_INT(c.alive, 0);
    }
    CHECK(done);
    run_world_free(&w);
}
