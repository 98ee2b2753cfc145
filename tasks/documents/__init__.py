"""Official documents (공문서): how a letter of a case is written down, signed, numbered and sent."""
