/* Files are told by the bytes that their formats begin with (the magic numbers that `file` knows too); texts by their
 * first line. */
#include "bank/foreign.h"

#include "base/text.h"
#include "base/utf8.h"
#include "json/writer.h"
#include <string.h>

#define UNPACK ": unpack it first"
#define CONVERT ": convert it to JSON Lines first, one JSON object a line"
#define PANDAS ", for example with to_json(orient=\"records\", lines=True) of pandas"

static const char utf16[] = "the text is UTF-16: save it as UTF-8, for example with iconv -f utf-16 -t utf-8";
static const char utf32[] = "the text is UTF-32: save it as UTF-8, for example with iconv -f utf-32 -t utf-8";

static const struct {
    uint16_t at, size;
    const char *bytes, *says;
} magics[] = {
    {0, 2, "\x1F\x8B", "this is packed with gzip" UNPACK},
    {0, 4, "\x28\xB5\x2F\xFD", "this is packed with zstd" UNPACK},
    {0, 6,
     "\xFD"
     "7zXZ",
     "this is packed with xz" UNPACK},
    {0, 3, "BZh", "this is packed with bzip2" UNPACK},
    {0, 4, "\x04\x22\x4D\x18", "this is packed with lz4" UNPACK},
    {30, 19, "[Content_Types].xml", "this is an Office document, such as a spreadsheet" CONVERT},
    {0, 4, "PK\3\4", "this is a zip archive: unpack it, and use the file inside"},
    {0, 4, "PK\5\6", "this is an empty zip archive"},
    {0, 6, "7z\xBC\xAF\x27\x1C", "this is a 7z archive: unpack it, and use the file inside"},
    {0, 4, "Rar!", "this is a RAR archive: unpack it, and use the file inside"},
    {0, 4, "PAR1", "this is a Parquet file" CONVERT PANDAS},
    {0, 6, "ARROW1", "this is an Arrow file" CONVERT PANDAS},
    {0, 4, "FEA1", "this is a Feather file" CONVERT PANDAS},
    {0, 4, "\xFF\xFF\xFF\xFF", "this is an Arrow stream" CONVERT PANDAS},
    {0, 3, "ORC", "this is an ORC file" CONVERT PANDAS},
    {0, 4, "Obj\1", "this is an Avro file" CONVERT},
    {0, 4, "\x89HDF", "this is an HDF5 file" CONVERT PANDAS},
    {0, 6, "\x93NUMPY", "this is an array of NumPy" CONVERT},
    {0, 15, "SQLite format 3", "this is an SQLite database" CONVERT},
    {0, 4, "\xD0\xCF\x11\xE0", "this is an old Office document, such as a spreadsheet" CONVERT},
    {0, 5, "%PDF-", "this is a PDF document" CONVERT},
    {0, 4, "\x89PNG", "this is a picture, not JSON"},
    {0, 3, "\xFF\xD8\xFF", "this is a picture, not JSON"},
    {0, 4, "GGUF", "these are the weights of a model (GGUF), not JSON"},
    {0, 4, "SMX\x1A", "this is an index (.smx), which is not expected here"},
    {0, 4, "SMH\x1A", "this is the head of a sharded index (.smh), which only smacs route and smacs eval shards take"},
    {0, 4, "SMC\x1A", "these are cells of a sharded index (.smc): give its head (.smh) to smacs route"},
    {0, 4, "SME\x1A", "this is an embedder (.sme), which is not expected here"},
    {257, 5, "ustar", "this is a tar archive: unpack it, and use the file inside"},
};

static bool is_pickle(smacs_text head) {
    const bool binary = head.size > 1 && (uint8_t)head.data[0] == 0x80 && head.data[1] >= 2 && head.data[1] <= 5;
    return binary || smacs_text_begins(head, "(lp0\n") || smacs_text_begins(head, "(dp0\n");
}

/* By its byte order mark, or by the zeros that the first two characters have in these encodings if they are ASCII. */
static const char *encoding_of(smacs_text head) {
    const uint8_t *b = (const uint8_t *)head.data;
    const bool marked = smacs_text_begins(head, "\xFF\xFE") || smacs_text_begins(head, "\xFE\xFF");
    if (head.size < 4) {
        return marked ? utf16 : NULL;
    }
    if ((b[0] == 0xFF && b[1] == 0xFE && !b[2] && !b[3]) || (!b[0] && !b[1] && b[2] == 0xFE && b[3] == 0xFF) ||
        (b[0] && !b[1] && !b[2] && !b[3]) || (!b[0] && !b[1] && !b[2] && b[3])) {
        return utf32;
    }
    return marked || (b[0] && !b[1] && b[2] && !b[3]) || (!b[0] && b[1] && !b[2] && b[3]) ? utf16 : NULL;
}

/* A trimmed text that is no JSON, by its first line. */
static const char *text_of(smacs_text text) {
    const smacs_text line = smacs_text_trimmed(smacs_text_before(text, smacs_text_find(text, "\n")));
    if (smacs_text_begins(line, "<")) {
        return "this is a web page or XML: look at it, the download may have failed";
    }
    if (smacs_text_begins(line, "version https://git-lfs")) {
        return "this only names a file of Git LFS: fetch the file itself with git lfs pull";
    }
    if (smacs_text_begins(line, "//") || smacs_text_begins(line, "#")) {
        return smacs_foreign_value(line, 0);
    }
    if (smacs_text_begins(line, "---") || smacs_text_begins(line, "- ")) {
        return "this looks like YAML" CONVERT;
    }
    const bool table = smacs_text_find(line, ",") < line.size || smacs_text_find(line, "\t") < line.size ||
                       smacs_text_find(line, ";") < line.size;
    return table ? "this looks like a table (CSV)" CONVERT PANDAS : NULL;
}

const char *smacs_foreign_bytes(smacs_text head) {
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        const size_t at = magics[i].at, size = magics[i].size;
        if (at <= head.size && size <= head.size - at && memcmp(head.data + at, magics[i].bytes, size) == 0) {
            return magics[i].says;
        }
    }
    if (is_pickle(head)) {
        return "this is a pickle of Python" CONVERT PANDAS;
    }
    return encoding_of(head);
}

const char *smacs_foreign_file(smacs_text head) {
    const char *bytes = smacs_foreign_bytes(head);
    if (bytes) {
        return bytes;
    }
    const smacs_text marked = smacs_text_begins(head, "\xEF\xBB\xBF") ? smacs_text_after(head, 3) : head;
    const smacs_text text = smacs_text_trimmed(marked);
    return text.size == 0 || strchr("{[", text.data[0]) ? NULL : text_of(text);
}

/* The letters at the beginning of a text, with a sign before them. */
static smacs_text word_of(smacs_text text) {
    size_t size = text.size > 0 && text.data[0] == '-';
    while (size < text.size && ((text.data[size] | 32) >= 'a' && (text.data[size] | 32) <= 'z')) {
        size++;
    }
    return smacs_text_before(text, size);
}

/* How many brackets are open before a place. */
static size_t depth_at(smacs_text json, size_t position) {
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < position; i++) {
        const char c = json.data[i];
        quoted = quoted != (c == '"');
        i += quoted && c == '\\';
        depth += !quoted && (c == '[' || c == '{');
        depth -= depth > 0 && !quoted && (c == ']' || c == '}');
    }
    return depth;
}

/* What is wrong with a bracket or an escape that the parser did not take. */
static const char *refused_at(smacs_text json, size_t position) {
    const smacs_text rest = smacs_text_after(json, position);
    const bool opens = smacs_text_begins(rest, "[") || smacs_text_begins(rest, "{");
    if (opens && depth_at(json, position) >= CJSON_NESTING_LIMIT) {
        return "brackets are nested too deeply";
    }
    return smacs_text_begins_folded(rest, "\\ud")
               ? "a text holds half of a surrogate pair (\\ud800 to \\udfff): leave it out"
               : NULL;
}

const char *smacs_foreign_value(smacs_text json, uint64_t position) {
    static const struct {
        const char *words[5], *says;
    } words[] = {
        {{"nan", "-nan", "na"}, "NaN is not JSON: leave the value out, or write null"},
        {{"infinity", "-infinity", "inf", "-inf"}, "Infinity is not JSON: leave the value out, or write null"},
        {{"undefined"}, "undefined is not JSON: leave the value out, or write null"},
        {{"none", "true", "false"}, "this is Python, not JSON: write it with json.dumps"},
    };
    static const struct {
        const char *begins, *says;
    } signs[] = {
        {"'", "this is Python, not JSON: write it with json.dumps"},
        {"//", "JSON has no comments: remove this one"},
        {"/*", "JSON has no comments: remove this one"},
        {"#", "JSON has no comments: remove this one"},
        {"\xE2\x80\x9C", "these quotation marks are typographic: JSON needs straight ones"},
        {"\xE2\x80\x9D", "these quotation marks are typographic: JSON needs straight ones"},
        {"}", "this may be a comma too many: JSON has none before a closing bracket"},
        {"]", "this may be a comma too many: JSON has none before a closing bracket"},
    };
    const smacs_text rest = position < json.size ? smacs_text_after(json, (size_t)position) : (smacs_text){0};
    const smacs_text word = word_of(rest);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        for (size_t k = 0; k < 5 && words[i].words[k]; k++) {
            if (smacs_text_is_folded(word, words[i].words[k])) {
                return words[i].says;
            }
        }
    }
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (smacs_text_begins(rest, signs[i].begins)) {
            return signs[i].says;
        }
    }
    const char *refused = rest.size > 0 ? refused_at(json, (size_t)position) : NULL;
    return refused ? refused : word.size > 1 ? "JSON needs quotation marks around every key and every text" : NULL;
}

const char *smacs_foreign_encoding(smacs_text text, size_t *at) {
    for (size_t next = 0; next < text.size;) {
        const size_t start = next;
        if (smacs_utf8_next(text.data, text.size, &next) == SMACS_REPLACEMENT && next - start == 1) {
            if (at) {
                *at = start;
            }
            return "the text is not UTF-8, but perhaps Latin-1 or Windows-1252: convert it first, for example with "
                   "iconv -f cp1252 -t utf-8";
        }
    }
    return NULL;
}

smacs_status smacs_foreign_parse(smacs_text json, cJSON **tree, smacs_error *error) {
    const smacs_status status = smacs_json_parse(json, tree, error);
    const char *known = status == SMACS_E_SYNTAX ? smacs_foreign_value(json, error->position) : NULL;
    size_t byte = 0;
    const char *encoding = status == SMACS_OK ? smacs_foreign_encoding(json, &byte) : NULL;
    if (known) {
        error->message = known;
    }
    if (encoding) {
        cJSON_Delete(*tree);
        *tree = NULL;
        return smacs_json_fail_at(json, byte, SMACS_E_SYNTAX, encoding, error);
    }
    return status;
}
