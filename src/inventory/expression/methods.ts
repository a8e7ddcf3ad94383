/** Names that Python's own types give a meaning: `map.keys` is a method there and no key. Source: Python's documentation of built-in types. */
export const methods: Readonly<Record<'text' | 'list' | 'map' | 'number', ReadonlySet<string>>> = {
  text: words(
    'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill ansible_pos',
  ),
  list: words('append clear copy count extend index insert pop remove reverse sort ansible_pos'),
  map: words('clear copy fromkeys get items keys pop popitem setdefault update values ansible_pos'),
  number: words('as_integer_ratio bit_count bit_length conjugate denominator from_bytes fromhex hex imag is_integer numerator real to_bytes'),
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
