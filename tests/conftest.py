pytest_plugins = ["tests.kit.stores"]
