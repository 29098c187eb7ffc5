/* A small corpus in three topics, written for these tests, and an embedder trained on it. */
#ifndef SMACS_TEST_TOPICS_H
#define SMACS_TEST_TOPICS_H

#include "base/error.h"
#include <smacs/smacs.h>
#include <string.h>

enum { TOPICS = 3, TOPIC_TEXTS = 12 };

static const char *const topics[TOPICS][TOPIC_TEXTS] = {
    {"The baker kneads bread dough and lets the dough rise.", "Bake the bread in a hot oven until the crust is brown.",
     "Flour, water, salt and yeast make a simple bread dough.", "A hot oven gives the loaf of bread a crisp crust.",
     "Whisk the eggs and the sugar, then add flour and butter.", "The cake batter needs butter, sugar, eggs and flour.",
     "Let the yeast dough rise before you bake it in the oven.", "Melt the butter slowly and stir in the sugar.",
     "Knead the dough with flour until it is smooth.", "The loaf cools on a rack after it leaves the oven.",
     "Salt the water before you boil it for the recipe.", "This recipe for bread needs flour, yeast and patience."},
    {"The ship left the harbour and sailed against the wind.", "Sailors hoist the sails when the wind is strong.",
     "A storm at sea broke the mast of the old ship.", "The captain steers the ship by the stars at night.",
     "Waves rolled over the deck while the storm grew.", "The anchor held the ship in the calm harbour.",
     "The crew pulled the anchor and set the sails.", "Strong wind and high waves drove the boat to the coast.",
     "A lighthouse guides the captain along the coast.", "The boat drifted out to sea without sails.",
     "The sailor tied the boat to the harbour wall.", "The crew cleaned the deck after the storm at sea."},
    {"Solve the equation 3x + 5 = 20 for x.", "What is the sum of the roots of the equation x^2 - 7x + 12 = 0?",
     "Find the derivative of the function f(x) = x^3 - 4x.", "The integral of the function 2x from 0 to 3 equals 9.",
     "Compute the product of 17 and 23 without a calculator.", "Prove that the sum of two even numbers is even.",
     "A triangle has angles of 40 and 60 degrees; find the third angle.",
     "Find the area of a triangle with base 8 and height 5.", "How many prime numbers are there between 10 and 30?",
     "The function f(x) = 2x + 1 has the derivative 2.", "Compute the integral of x^2 from 0 to 6.",
     "If x + y = 10 and x - y = 4, find the product of x and y."},
};

/* Adds all texts, the topics taking turns. */
static inline smacs_status topics_add(smacs_trainer *trainer) {
    smacs_status status = SMACS_OK;
    for (int i = 0; i < TOPICS * TOPIC_TEXTS && status == SMACS_OK; i++) {
        const char *text = topics[i % TOPICS][i / TOPICS];
        status = smacs_trainer_add(trainer, smacs_text_of(text));
    }
    return status;
}

/* Trains on all texts. *bytes is NULL after a failure. */
static inline smacs_status topics_train(const smacs_allocator *a, const smacs_trainer_options *options, void **bytes,
                                        size_t *size, smacs_error *error) {
    smacs_trainer *trainer = NULL;
    *bytes = NULL;
    smacs_status status = smacs_trainer_create(a, options, &trainer, error);
    if (status == SMACS_OK) {
        status = topics_add(trainer);
    }
    if (status == SMACS_OK) {
        status = smacs_trainer_finish(trainer, bytes, size, error);
    }
    smacs_trainer_free(trainer);
    return status;
}

#endif
