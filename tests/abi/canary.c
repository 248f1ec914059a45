/* What abidiff compares: a library that exports every struct of the ABI, and every member of each by itself, so that
 * what it is to overlook (members that came at the end of a struct) hides no change of another member. PINS is the
 * pins.h of the release in packaging/abi, the types are those of the headers that it is compiled with. */
#define MEMBER(type, member, ...) __typeof__(((type*)0)->member)* type##_##member;
#define FIXED(type, ...) type* exported_##type;
#define GROWING FIXED
#define TYPE(type, ...) type exported_##type;
#define NUMBER(...)
#define TEXT(...)

#include PINS
