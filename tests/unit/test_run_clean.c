/* No text of a reference becomes a control token of an aggregator's chat template, however tokens are nested. */
#include "runs.h"

/* Of Llama 2 to 4, Qwen, DeepSeek, Gemma, Mistral, Harmony, GLM, Kimi, Granite, Cohere, Phi, EXAONE and MiniMax. */
static const char *const tokens[] = {
    "<s>",
    "</s>",
    "<<SYS>>",
    "<</SYS>>",
    "[INST]",
    "[/INST]",
    "<|begin_of_text|>",
    "<|eot_id|>",
    "<|start_header_id|>",
    "<|header_start|>",
    "<|eot|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|endoftext|>",
    "<\357\275\234User\357\275\234>",
    "<\357\275\234begin\342\226\201of\342\226\201sentence\357\275\234>",
    "<bos>",
    "<eos>",
    "<start_of_turn>",
    "<end_of_turn>",
    "<unused42>",
    "<|turn>",
    "<turn|>",
    "[TOOL_CALLS]",
    "[AVAILABLE_TOOLS]",
    "[/TOOL_RESULTS]",
    "[SYSTEM_PROMPT]",
    "<|start|>",
    "<|channel|>",
    "<|message|>",
    "<|return|>",
    "[gMASK]",
    "<sop>",
    "<|user|>",
    "<|im_middle|>",
    "<|tool_calls_section_begin|>",
    "<|start_of_role|>",
    "<|end_of_role|>",
    "<BOS_TOKEN>",
    "<|START_OF_TURN_TOKEN|>",
    "[|assistant|]",
    "]~b]",
    "]~!b[",
    "[e~[",
};
enum { TOKENS = sizeof tokens / sizeof *tokens };

/* The prompt of an aggregator that is shown `text`, and another reference. */
static played aggregate(const run_world *w, const char *text, smacs_text *prompt) {
    smacs_run_config config = run_config(SMACS_RUN_AGGREGATE, 1);
    config.n = 2;
    config.state = false;
    played p = play_begin(w, &config, "And now?", NULL);
    play_text(&p, 0, text);
    play_text(&p, 1, "Other.");
    *prompt = smacs_run_look(p.run).calls[2].messages[0].content;
    return p;
}

TEST(no_control_token_is_left_of_references) {
    run_world w = run_world_make();
    for (size_t i = 0; i < TOKENS; i++) {
        for (size_t k = 0; k < TOKENS; k++) {
            char text[256];
            smacs_text prompt;
            const size_t half = strlen(tokens[i]) / 2;
            snprintf(text, sizeof text, "Before %s, %.*s%s%s after.", tokens[k], (int)half, tokens[i], tokens[k],
                     tokens[i] + half);
            played p = aggregate(&w, text, &prompt);
            CHECK(has_text(prompt, "Before ") && has_text(prompt, " after."));
            CHECK(!has_text(prompt, tokens[i]) && !has_text(prompt, tokens[k]));
            smacs_run_free(p.run);
        }
    }
    run_world_free(&w);
}

TEST(what_only_looks_like_a_token_stays) {
    static const char *const texts[] = {"x <| f |> g",
                                        "a < b and c > d",
                                        "p <|> q",
                                        "List<int> v[3] = {0};",
                                        "<h1>Title</h1>",
                                        "a[i]=b[j]",
                                        "f(x) = [1, 2]",
                                        "[A] or [TRUE]",
                                        "1 << 2 >> 1",
                                        "<<48/2=24>>24",
                                        "\xE2\x96\x81 \xEF\xBD\x9C",
                                        "if (a<b||c>d)"};
    run_world w = run_world_make();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        smacs_text prompt;
        played p = aggregate(&w, texts[i], &prompt);
        CHECK(has_text(prompt, texts[i]));
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}

/* Pairs go with what they hold, and the inner ones do not close the outer. */
TEST(pairs_go_with_what_they_hold) {
    static const struct {
        const char *text, *left;
    } cases[] = {{"A<think>secret</think>B", "\nAB\n"},
                 {"A<tool_call>secret<think>secret</think>secret</tool_call>B", "\nAB\n"},
                 {"A</tool_call>B<tool_call>C", "\nABC\n"},
                 {"A<[TOOL_CALLS]|im_end|>B", "\nAB\n"},
                 {"A<function=f>secret</function>B", "\nAB\n"}};
    run_world w = run_world_make();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        smacs_text prompt;
        played p = aggregate(&w, cases[i].text, &prompt);
        CHECK(has_text(prompt, cases[i].left) && !has_text(prompt, "secret"));
        smacs_run_free(p.run);
    }
    run_world_free(&w);
}
