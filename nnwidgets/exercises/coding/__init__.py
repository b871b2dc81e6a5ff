"""The coding exercises, one module a lesson. To add one: a reference under @exercise(…), with an example and its wrong variants."""
