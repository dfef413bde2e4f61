"""Settings for every test."""

from hypothesis import HealthCheck, settings

settings.register_profile("datawalk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("datawalk")
