from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conference', '0006_decisions_were_released'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'author_proof', 'confirmed', 'in_production', 'published', 'ready', 'rejected', 'retracted', 'revised', 'revision_requested']), _negated=True), ('decision__isnull', False), _connector='OR'), name='decided_means_decision'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at', None), ('withdrawn_at', None)), fields=('submission',), name='one_staged_decision'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('released_at', None), ('withdrawn_at', None), _connector='OR'), name='decision_released_or_withdrawn'),
        ),
    ]
