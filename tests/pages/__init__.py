"""Every page as everybody sees it, on the sample programs and on real servers: `make test-pages`."""
