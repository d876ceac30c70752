# Asked when governance is loaded: a pattern that the engine cannot read would silently match nothing.
package countersign.check

unreadable_patterns := [pattern | some pattern in input.patterns; not regex.is_valid(pattern)]

default matches := false

matches if regex.match(input.pattern, input.text)
