/* Which models to ask a question, by the default embedder and index.
 *
 *     route /usr/local/share/smacs "What is 17 * 23?"
 */
#include <smacs/smacs.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A whole file; NULL if it cannot be read. */
static void *load(const char *folder, const char *name, size_t *size) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(1 << 24); /* the default files are smaller */
    *size = file && bytes ? fread(bytes, 1, 1 << 24, file) : 0;
    if (file) {
        fclose(file);
    }
    return bytes;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: %s FOLDER QUESTION\n", argv[0]);
        return 2;
    }
    size_t embedder_size, index_size;
    void *embedder_bytes = load(argv[1], "default.sme", &embedder_size);
    void *index_bytes = load(argv[1], "default.smx", &index_size);
    const smacs_text question = {argv[2], strlen(argv[2])};
    const smacs_route_options options = {.n = 3};
    smacs_embedder *embedder = NULL; /* they borrow the bytes */
    smacs_index *index = NULL;
    smacs_route *route = NULL;
    smacs_error error;
    const bool done = smacs_embedder_open(NULL, embedder_bytes, embedder_size, &embedder, &error) == SMACS_OK &&
                      smacs_index_open(NULL, index_bytes, index_size, &index, &error) == SMACS_OK &&
                      smacs_route_text(NULL, index, embedder, question, &options, &route, &error) == SMACS_OK;
    for (uint32_t i = 0; done && i < route->panel_count; i++) {
        const smacs_text name = smacs_index_model(index, route->panel[i]);
        printf("%.*s %.3f\n", (int)name.size, name.data, route->priors[route->panel[i]].prior);
    }
    if (!done) {
        fprintf(stderr, "%s: %s\n", argv[0], error.message);
    }
    smacs_route_free(route);
    smacs_index_free(index);
    smacs_embedder_free(embedder);
    free(index_bytes);
    free(embedder_bytes);
    return done ? 0 : 1;
}
