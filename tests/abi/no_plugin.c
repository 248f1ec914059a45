/* A library that is no plugin at all. */
int answer(void);
int answer(void) {
    return 42;
}
