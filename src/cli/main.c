/* The `smacs` program. Tests run the same without this file, in a process of their own. */
#include "cli/cli.h"

int main(int argc, char **argv) { return cli_main(argc, argv); }
